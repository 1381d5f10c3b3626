import type { KnowledgeIndex } from "@erbium/knowledge-base";
import {
  type Agency,
  type ApprovalVerdict,
  type Caution,
  type Message,
  type Missing,
  message,
  type NotRecommended,
  type Option,
} from "@erbium/model";
import type { JudgedApproval } from "./approval-verdict.ts";
import type { Considered } from "./considered.ts";
import { inputWords } from "./input-words.ts";
import { byKeys, unique } from "./order.ts";
import type { Patient } from "./patient.ts";
import { priorUse } from "./prior-therapy.ts";
import { regimenName } from "./regimen.ts";
import { type JudgedSafety, touches } from "./safety-cautions.ts";
import { tierOf } from "./tiers.ts";

export interface Against {
  readonly safety: readonly JudgedSafety[];
  /** resistance, mechanisms and other reasons bound to therapies */
  readonly cautions: readonly Caution[];
  /** what is said of one regimen alone */
  readonly ofRegimen: (one: Considered) => Caution | null;
}

/** Investigational options shown; further regimens with figures are left to the evidence query. */
const MOST_INVESTIGATIONAL = 12;

/**
 * Sorts what was considered into options and regimens not recommended, with the reasons. An option stands
 * on a label or on evidence, and on nothing recalled; what was progressed on, stopped for toxicity or
 * forbidden by a label's rule is not among them. Labels met come first whatever the response rates say.
 */
export const decideOptions = (
  considered: readonly Considered[],
  patient: Patient,
  against: Against,
  knowledge: KnowledgeIndex,
  chosen: readonly Agency[],
): {
  readonly options: readonly Option[];
  readonly notRecommended: readonly NotRecommended[];
  readonly leftOut: number;
} => {
  const options: { option: Option; considered: Considered }[] = [];
  const notRecommended: NotRecommended[] = [];
  for (const one of considered) {
    const reasons = reasonsAgainst(one, patient, against, knowledge);
    if (one.ground === null || reasons.length > 0) {
      if (one.ground !== null || isRelevant(one, chosen))
        notRecommended.push(rejected(one, reasons, knowledge, chosen));
    } else options.push({ option: option(one, patient, against, knowledge, chosen), considered: one });
  }
  for (const { therapy, reason, sources } of resisted(against.cautions)) {
    const id = therapy;
    if (options.some((one) => one.option.id === id)) continue;
    const known = notRecommended.findIndex((one) => one.id === id);
    const row = notRecommended[known];
    if (row) {
      if (!row.because.some((one) => one.text === reason.text))
        notRecommended[known] = {
          ...row,
          because: [...row.because, reason],
          sources: [...row.sources, ...sources],
        };
    } else
      notRecommended.push({
        id,
        regimen: [therapy],
        name: knowledge.regimenName([therapy]),
        because: [reason],
        approvals: [],
        sources,
      });
  }
  const agenciesMet = (one: Option, own: boolean): number =>
    unique(
      one.approvals
        .filter(({ applies, agency }) => applies === "met" && own === chosen.includes(agency as Agency))
        .map(({ agency }) => agency),
    ).length;
  const sorted = options
    .sort(
      byKeys<{ option: Option; considered: Considered }>(
        ({ option: one }) => one.tier,
        ({ option: one }) => (one.kind === "standard" ? 0 : 1),
        ({ option: one }) => -agenciesMet(one, true),
        ({ option: one }) => -agenciesMet(one, false),
        ({ considered: one }) => (one.figures.some((figure) => figure.status !== "recalled") ? 0 : 1),
        ({ considered: one }) => -Math.max(0, ...one.figures.map((figure) => figure.n ?? 0)),
        ({ option: one }) => one.id,
      ),
    )
    .map((one) => one.option);
  const investigational = sorted.filter((one) => one.kind === "investigational");
  const dropped = new Set(investigational.slice(MOST_INVESTIGATIONAL).map((one) => one.id));
  return {
    options: sorted.filter((one) => !dropped.has(one.id)),
    notRecommended: notRecommended.sort(
      byKeys<NotRecommended>(
        (one) => (one.approvals.some((row) => row.couldChange) ? 0 : 1),
        (one) => one.id,
      ),
    ),
    leftOut: dropped.size,
  };
};

/** A regimen without ground is worth a word when a chosen jurisdiction has a row of it for this tumour. */
const isRelevant = (one: Considered, chosen: readonly Agency[]): boolean =>
  one.approvals.some(({ row }) => row.agency === "any" || chosen.length === 0 || chosen.includes(row.agency));

interface Reason {
  readonly message: Message;
  readonly sources: Caution["sources"];
}

const reasonsAgainst = (
  one: Considered,
  patient: Patient,
  against: Against,
  knowledge: KnowledgeIndex,
): Reason[] => {
  const reasons: Reason[] = [];
  const prior = priorUse(one.regimen, patient, knowledge);
  if (prior.excluded)
    for (const failure of prior.failures) reasons.push({ message: failure.because, sources: [] });
  for (const { caution, stops } of against.safety)
    if (stops && touches(caution.therapies, one.regimen, knowledge))
      reasons.push({
        message: message("reason.safety", { text: caution.message.text }),
        sources: caution.sources,
      });
  if (prior.excluded)
    for (const { caution } of against.safety)
      if (
        caution.because.length > 0 &&
        touches(caution.therapies, one.regimen, knowledge) &&
        caution.severity !== "watch"
      )
        reasons.push({
          message: message("reason.rule", { text: caution.message.text }),
          sources: caution.sources,
        });
  if (one.ground === "trial" || one.ground === "clinical elsewhere") {
    const rates = one.figures.filter((figure) => figure.outcome === "ORR" && figure.status !== "recalled");
    if (rates.length > 0 && rates.every((figure) => figure.estimate === 0))
      reasons.push({
        message: message("reason.no-response"),
        sources: rates.flatMap((figure) => figure.sources),
      });
    const ratios = one.figures.filter(
      (figure) => figure.unit === "hazard ratio" && figure.status !== "recalled",
    );
    if (ratios.length > 0 && ratios.every((figure) => figure.estimate >= 1))
      reasons.push({
        message: message("reason.not-better"),
        sources: ratios.flatMap((figure) => figure.sources),
      });
  }
  const standard =
    one.ground === "label met" || one.ground === "label open" || one.ground === "label elsewhere";
  const directed = one.regimen.filter((id) => knowledge.therapyIs(id, "anti-HER2"));
  if (!standard && directed.length > 0) {
    const resistant = against.cautions.filter((caution) => isResistance(caution));
    const hit = directed.map((id) => resistant.find((caution) => caution.therapies.includes(id)));
    if (hit.every((caution) => caution !== undefined))
      for (const caution of hit)
        if (caution) reasons.push({ message: caution.message, sources: caution.sources });
  }
  return reasons;
};

const isResistance = (caution: Caution): boolean =>
  caution.code === "alteration-resistant" &&
  caution.status === "verified" &&
  caution.message.params.match === "this alteration";

const resisted = (
  cautions: readonly Caution[],
): { therapy: string; reason: Message; sources: Caution["sources"] }[] =>
  cautions
    .filter(isResistance)
    .flatMap((caution) =>
      caution.therapies.map((therapy) => ({ therapy, reason: caution.message, sources: caution.sources })),
    );

const option = (
  one: Considered,
  patient: Patient,
  against: Against,
  knowledge: KnowledgeIndex,
  chosen: readonly Agency[],
): Option => {
  const { tier, words, escat, ampAscoCap } = tierOf({ ground: one.ground ?? "preclinical", ...one.studied });
  const prior = priorUse(one.regimen, patient, knowledge);
  const verdicts = one.approvals.map((approval) => approval.verdict);
  const missing = missingOf(one.approvals, chosen);
  return {
    id: one.id,
    regimen: one.regimen,
    name: regimenName(one.regimen, knowledge),
    tier,
    tierWords: words,
    kind: one.ground === "label met" || one.ground === "label open" ? "standard" : "investigational",
    esmoEscat: escat,
    ampAscoCap,
    approvals: [...verdicts, ...noRecords(one, chosen)],
    evidence: {
      claims: unique(
        one.regimen
          .filter((id) => knowledge.therapyIs(id, "anti-HER2"))
          .flatMap((therapy) =>
            knowledge.claimsFor({ therapy, tumour: patient.tumour.code }).map((claim) => claim.id),
          ),
      ).sort(),
      figures: one.figures,
      pooled: [],
      statements: one.statements,
    },
    cautions: [
      ...prior.failures.map((failure): Caution => priorCaution(failure, one.regimen)),
      ...[against.ofRegimen(one)].filter((caution) => caution !== null),
      ...against.cautions.filter((caution) => concerns(caution, one, knowledge)),
      ...against.safety
        .filter(({ caution }) => touches(caution.therapies, one.regimen, knowledge))
        .map(({ caution }) => caution),
      ...diagnosticCautions(one, chosen),
      ...regulatoryCautions(one, chosen),
    ].sort(bySeverity),
    missing,
    because: becauseOf(one, chosen),
  };
};

/**
 * Does a caution about therapies concern the regimen? What is said of a class does not, where the
 * alteration's own evidence on a member of the regimen says that it is sensitive.
 */
const concerns = (caution: Caution, one: Considered, knowledge: KnowledgeIndex): boolean => {
  if (!touches(caution.therapies, one.regimen, knowledge)) return false;
  const direct = caution.therapies.some((id) => one.regimen.includes(id));
  return (
    direct ||
    !caution.code.startsWith("alteration-") ||
    !one.statements.some(
      (said) =>
        said.match === "exact" &&
        said.effect === "sensitive" &&
        said.therapies.some((id) => one.regimen.includes(id)),
    )
  );
};

const severities = ["stop", "caution", "watch"];
const bySeverity = (a: Caution, b: Caution): number =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity);

const priorCaution = (
  failure: ReturnType<typeof priorUse>["failures"][number],
  regimen: readonly string[],
): Caution => ({
  code: `prior-${failure.kind}`,
  severity: "caution",
  topic: "prior therapy",
  message: failure.because,
  therapies: [failure.therapy],
  because: [message("prior.partner", { regimen: regimen.join(" + ") })],
  claims: [],
  status: "verified",
  sources: [],
});

/** An agency that looked and did not approve, or of whose decision sources disagree: said beside what speaks for it. */
const regulatoryCautions = (one: Considered, chosen: readonly Agency[]): Caution[] =>
  one.approvals
    .filter(({ row }) => row.agency === "any" || chosen.length === 0 || chosen.includes(row.agency))
    .filter(({ row }) => ["rejected", "not approved", "unresolved"].includes(row.state))
    .map(({ row, verdict }) => ({
      code: "regulatory",
      severity: row.state === "unresolved" || row.status === "recalled" ? "watch" : "caution",
      topic: "approval",
      message: message("caution.regulatory", {
        agency: row.agency === "any" ? "any agency" : row.agency,
        status: verdict.status,
        indication: row.words.indication,
      }),
      therapies: [...row.regimen],
      because: row.note === undefined ? [] : [message("caution.note", { text: row.note })],
      claims: [],
      status: row.status,
      sources: row.sources,
    }));

/** An approved companion test whose brand nobody recorded: a caution, not an unmet condition. */
const diagnosticCautions = (one: Considered, chosen: readonly Agency[]): Caution[] =>
  one.approvals
    .filter(
      ({ row, verdict }) => verdict.applies === "met" && row.agency !== "any" && chosen.includes(row.agency),
    )
    .flatMap(({ row }): Caution[] =>
      row.companionDiagnostics === undefined || row.companionDiagnostics.length === 0
        ? []
        : [
            {
              code: "companion-diagnostic",
              severity: "watch",
              topic: "companion diagnostic",
              message: message("caution.diagnostic", {
                agency: row.agency,
                tests: row.companionDiagnostics.join(", "),
              }),
              therapies: [...row.regimen],
              because: [],
              claims: [],
              status: row.status,
              sources: row.sources,
            },
          ],
    );

const missingOf = (approvals: readonly JudgedApproval[], chosen: readonly Agency[]): Missing[] =>
  unique(
    approvals
      .filter(
        ({ row, verdict, isLabel }) =>
          isLabel &&
          verdict.applies === "unknown" &&
          (chosen.length === 0 || chosen.includes(row.agency as Agency)),
      )
      .flatMap((one) => one.missing),
  )
    .sort()
    .map((input) => ({ input, message: message("missing.input", { input: inputWords(input) }) }));

/** "No record found" of a chosen agency is said; it never means that the agency did not approve. */
const noRecords = (one: Considered, chosen: readonly Agency[]): ApprovalVerdict[] =>
  chosen
    .filter((agency) => one.approvals.every(({ row }) => row.agency !== agency && row.agency !== "any"))
    .map((agency) => ({
      id: `no-record.${agency}`,
      agency,
      indication: "",
      status: "no record found",
      date: null,
      applies: "unknown",
      couldChange: true,
      because: [
        {
          part: "in force",
          words: "no record found",
          truth: "unknown",
          missing: [],
          message: message("label.no-record", { agency }),
        },
      ],
      sources: [],
      recalled: [],
    }));

const becauseOf = (one: Considered, chosen: readonly Agency[]): Message[] => {
  const messages: Message[] = [];
  for (const { verdict, isLabel } of one.approvals)
    if (isLabel && verdict.applies !== "not met")
      messages.push(
        message(verdict.applies === "met" ? "because.label-met" : "because.label-open", {
          agency: verdict.agency,
          indication: verdict.indication,
          date: verdict.date,
        }),
      );
  if (one.ground === "label elsewhere")
    messages.push(message("because.elsewhere", { agencies: chosen.join(", ") }));
  const rates = one.figures.filter((figure) => figure.status !== "recalled");
  const lines = unique(rates.map((figure) => figure.line));
  if (lines.length > 1) messages.push(message("because.lines-differ", { lines: lines.join("; ") }));
  if (one.ground === "trial")
    messages.push(
      message("because.trial", {
        studies:
          unique(rates.map((figure) => figure.study)).join(", ") ||
          "a label of another jurisdiction that is open",
      }),
    );
  if (one.ground === "clinical elsewhere" || one.ground === "preclinical")
    messages.push(message(`because.${one.ground.replace(" ", "-")}`));
  return messages;
};

const rejected = (
  one: Considered,
  reasons: readonly Reason[],
  knowledge: KnowledgeIndex,
  chosen: readonly Agency[],
): NotRecommended => {
  const own = one.approvals.filter(
    ({ row }) => chosen.length === 0 || chosen.includes(row.agency as Agency) || row.agency === "any",
  );
  const labels = own
    .filter(({ verdict, isLabel }) => verdict.applies === "not met" || !isLabel)
    .flatMap(({ verdict, isLabel }) =>
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
