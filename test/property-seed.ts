import fc from "fast-check";

/*
 * Property tests draw the same cases on every run, so that the suite says the same of the same code. `ERBIUM_SEED`
 * takes another seed, `ERBIUM_SEED=any` a new one: `npm run test:seeds` looks for cases that nobody has met.
 */
const asked = process.env.ERBIUM_SEED;
if (asked !== "any") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked ?? 20_261_121) });
