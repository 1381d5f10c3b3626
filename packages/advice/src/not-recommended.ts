import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { type Agency, type Message, message, type NotRecommended } from "@erbium/model";
import type { Considered } from "./considered.ts";
import { concernsHere } from "./jurisdiction.ts";
import type { Reason } from "./reasons-against.ts";
import { regimenName } from "./regimen.ts";

/** A regimen that was considered and is not recommended, with every reason: rules, labels not met, figures. */
export const rejected = (
  one: Considered,
  reasons: readonly Reason[],
  knowledge: KnowledgeIndex,
  chosen: readonly Agency[],
): NotRecommended => {
  const own = one.approvals.filter(({ row }) => concernsHere(row.agency, chosen));
  const labels = own.flatMap(({ verdict, isLabel }) =>
    isLabel || verdict.applies === "not met"
      ? verdict.because
          .filter((part) => part.truth === "not met")
          .map((part) => message("reason.label", { agency: verdict.agency, text: part.message.text }))
      : [message("reason.unconfirmed", { agency: verdict.agency, status: verdict.status })],
  );
  const figures = one.figures
    .filter((figure) => figure.status !== "recalled" && figure.unit === "%")
    .slice(0, 3);
  return {
    id: one.id,
    regimen: one.regimen,
    name: regimenName(one.regimen, knowledge),
    because: uniqueByText([
      ...reasons.map((reason) => reason.message),
      ...labels,
      ...figures.map((figure) =>
        message("reason.figure", {
          study: figure.study,
          outcome: figure.outcome,
          count:
            figure.responders === null || figure.n === null
              ? `${figure.estimate} %`
              : `${figure.responders}/${figure.n}`,
          alteration: figure.alteration,
          line: figure.line,
        }),
      ),
    ]),
    approvals: one.approvals.map((approval) => approval.verdict),
    ...(figures.length > 0 ? { figures } : {}),
    sources: [...reasons.flatMap((reason) => reason.sources), ...own.flatMap(({ row }) => row.sources)],
  };
};

const uniqueByText = (messages: readonly Message[]): Message[] => [
  ...new Map(messages.map((one) => [one.text, one])).values(),
];
