import type { Advice } from "@erbium/model";
import type { ReportView } from "../view.ts";
export const reportMarkdown = (advice: Advice, _view: ReportView): string => advice.headline.text;
