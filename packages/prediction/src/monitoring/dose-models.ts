import type { AnyModelDefinition } from "../frame/model.ts";
import { doseModel } from "./dose-model.ts";

/** The dose tables that are models of their own. */
export const doseModels: readonly AnyModelDefinition[] = [
  doseModel("dose-tdxd", "trastuzumab deruxtecan", "t-dxd.adverse-reactions.us", {
    event: "ILD G1 resolved day 20",
    current: 5.4,
  }),
  doseModel("dose-tdm1", "trastuzumab emtansine", "t-dm1.adverse-reactions.us", {
    event: "platelets 20",
    current: 3.6,
  }),
  doseModel("dose-neratinib", "neratinib", "neratinib.adverse-reactions.us", {
    event: "rash G3, recovered day 10",
    current: 240,
  }),
  doseModel("dose-tucatinib", "tucatinib", "tucatinib.adverse-reactions.us", {
    event: "diarrhoea G3 on antidiarrhoeal",
    current: 300,
  }),
  doseModel(
    "dose-pyrotinib",
    "pyrotinib",
    "pyrotinib.adverse-reactions.cn",
    { event: "AE recurs after hold", current: 400 },
    true,
  ),
];
