export * from "./binomial-interval.ts";
export * from "./cholesky.ts";
export * from "./least-squares.ts";
export * from "./order.ts";
