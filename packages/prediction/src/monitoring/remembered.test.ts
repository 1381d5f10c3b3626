import { expect, it } from "vitest";
import { remembered } from "./remembered.ts";

it("answers each question once, also where the answer is that there is none", () => {
  const asked: string[] = [];
  const first = remembered((name: string) => {
    asked.push(name);
    return name === "" ? undefined : name[0];
  });
  expect([first("trastuzumab"), first(""), first("trastuzumab"), first("")]).toEqual([
    "t",
    undefined,
    "t",
    undefined,
  ]);
  expect(asked).toEqual(["trastuzumab", ""]);
});

it("keeps what it is given to keep it in", () => {
  const known = new WeakMap<object, number>();
  const [one, other] = [{}, {}];
  let count = 0;
  const numbered = remembered((_: object) => ++count, known);
  expect([numbered(one), numbered(other), numbered(one)]).toEqual([1, 2, 1]);
  expect(known.get(other)).toBe(2);
});
