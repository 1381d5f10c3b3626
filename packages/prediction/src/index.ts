export { describeInput, type InputField } from "./frame/describe-input.ts";
export type { Model } from "./frame/model.ts";
export type { Interval, Prediction } from "./frame/prediction.ts";
export type { Models } from "./frame/registry.ts";
export { type MonitoringKnowledge, monitor } from "./monitoring/monitor.ts";
export { openModels } from "./open-models.ts";
export { type ExpectationKnowledge, expectationOf } from "./outlook.ts";
export { readReferences } from "./verify/files.ts";
export { type ModelVerifyCase, verifyModels } from "./verify/verify.ts";
