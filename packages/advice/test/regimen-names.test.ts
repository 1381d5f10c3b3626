import { expect, it } from "vitest";
import { adviceFor } from "./workbench.ts";

/** Names under which a history gives chemotherapy; each must be read, so that a label can ask what was given. */
const names = [
  "FLOT", "AC-T", "ddAC-T", "AC followed by T", "EC", "EC-T", "TAC", "TCH", "TCHP", "FOLFOX", "FOLFIRI", "CAPOX",
  "XELOX", "GemCis", "docetaxel-cyclophosphamide", "trifluridine/tipiracil", "TAS-102", "Lonsurf",
]; // biome-ignore format: one list

it.each(names)("a treatment given as %s is known by its members", (name) => {
  const advice = adviceFor({ tumour: "BRCA", setting: "metastatic", treatments: [{ regimen: [name] }] });
  expect(advice.cautions.filter((one) => one.code === "unknown-therapy")).toEqual([]);
});

it("TC names two different regimens, so that nothing is concluded from it", () => {
  const advice = adviceFor({ tumour: "BRCA", setting: "metastatic", treatments: [{ regimen: ["TC"] }] });
  expect(advice.cautions.some((one) => one.code === "unknown-therapy")).toBe(true);
});
