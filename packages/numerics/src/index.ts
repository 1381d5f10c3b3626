export * from "./binomial-interval.ts";
