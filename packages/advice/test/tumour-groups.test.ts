import { expect, it } from "vitest";
import { adviceFor } from "./workbench.ts";

const figures = (tumour: string) =>
  adviceFor({
    tumour,
    setting: "metastatic",
    tests: [{ ihc: { score: "3+", scoring: "breast-2018" } }],
    treatments: [{ regimen: ["gemcitabine", "cisplatin"], setting: "metastatic", line: 1, progressed: true }],
    treatmentsComplete: true,
  }).options.flatMap((option) => option.evidence.figures.map((figure) => `${option.id}: ${figure.study}`));

it.each(["UTUC", "UCU", "urothelial carcinoma"])("studies of urothelial carcinoma bear on %s", (tumour) => {
  expect(figures(tumour)).toEqual(figures("BLCA"));
  expect(figures(tumour).join("; ")).toMatch(/disitamab vedotin: .*RC48/);
});

it("they do not bear on a bladder cancer of unknown kind", () => {
  expect(figures("BLADDER").join("; ")).not.toMatch(/RC48/);
});
