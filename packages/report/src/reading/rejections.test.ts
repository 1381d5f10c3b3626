import type { Advice, ApprovalVerdict, ConditionVerdict, NotRecommended } from "@erbium/model";
import { describe, expect, test } from "vitest";
import { bare } from "../fixtures/bare.ts";
import { breast } from "../fixtures/breast.ts";
import { lung } from "../fixtures/lung.ts";
import { rejectionGroups } from "./rejections.ts";

const fails = (part: ConditionVerdict["part"], because: string): ConditionVerdict => ({
  part,
  words: "what the label says",
  truth: "not met",
  missing: [],
  message: { code: "label.not-met", params: { because }, text: `${part}: not met (${because})` },
});
const label = (agency: string, ...because: ConditionVerdict[]): ApprovalVerdict => ({
  id: `${agency}.${because.length}`,
  agency,
  indication: "breast cancer",
  status: "full",
  date: "2020",
  applies: "not met",
  couldChange: false,
  because,
  sources: [{ source: `${agency}-label` }],
  recalled: [],
});
const row = (name: string, approvals: ApprovalVerdict[], against: string[] = []): NotRecommended => ({
  id: name,
  regimen: [name],
  name,
  because: [
    ...against.map((text) => ({ code: "prior.progressed", params: {}, text })),
    { code: "reason.label", params: {}, text: "a label is not met" },
  ],
  approvals,
  sources: [{ source: "all" }],
});
const groups = (...notRecommended: NotRecommended[]) =>
  rejectionGroups({ ...bare, jurisdictions: ["FDA", "EMA"], notRecommended } as Advice).map((group) => ({
    reason: group.reason,
    members: group.members.map(({ row, because, agencies }) => [
      row.name,
      because.join("; "),
      agencies.join(),
    ]),
  }));

describe("regimens that are not recommended", () => {
  test.each(Object.entries({ breast, lung }))("stand in one group each: %s", (_, advice) => {
    const names = rejectionGroups(advice).flatMap((group) => group.members.map((member) => member.row.id));
    expect([...names].sort()).toEqual(advice.notRecommended.map((one) => one.id).sort());
  });

  test("what speaks against a regimen in this patient goes before its labels, and first", () => {
    const biomarker = label("FDA", fails("biomarker", "HER2-positive: no"));
    expect(groups(row("a", [biomarker]), row("b", [biomarker], ["the disease progressed on b"]))).toEqual([
      {
        reason: "Something in this patient speaks against them",
        members: [["b", "the disease progressed on b", "FDA"]],
      },
      {
        reason: "Their labels ask for something else: biomarker",
        members: [["a", "HER2-positive: no", "FDA"]],
      },
    ]);
  });

  test("the part that fails in every label decides, not one that fails in some", () => {
    const labels = [
      label("FDA", fails("biomarker", "HER2-positive: no"), fails("line", "prior taxane: no")),
      label("EMA", fails("line", "prior trastuzumab: no")),
    ];
    expect(groups(row("a", labels))).toEqual([
      {
        reason: "Their labels ask for something else: line of treatment",
        members: [["a", "prior taxane: no; prior trastuzumab: no", "FDA,EMA"]],
      },
    ]);
  });

  test("a label that is not in force decides only where no other does, and other jurisdictions never", () => {
    const old = label("FDA", fails("in force", "from 2010 to 2012"), fails("line", "prior taxane: no"));
    const now = label("EMA", fails("biomarker", "HER2-positive: no"));
    const elsewhere = label("NMPA", fails("setting", "extent of disease: early"));
    expect(groups(row("a", [old, now, elsewhere]))[0]?.members).toEqual([["a", "HER2-positive: no", "EMA"]]);
    expect(groups(row("a", [old]))[0]?.reason).toMatch(/line of treatment, not in force on the day$/);
  });

  test("facts are named once, those that fail most labels first, and nothing unknown among them", () => {
    const labels = [
      label("FDA", fails("line", "residual disease: unknown; prior taxane: no")),
      label("EMA", fails("line", "prior trastuzumab: no; prior taxane: no")),
    ];
    expect(groups(row("a", labels))[0]?.members[0]?.[1]).toBe("prior taxane: no; prior trastuzumab: no");
  });

  test("without any label that was looked at, the reasons of the advice stand", () => {
    expect(groups(row("a", []))).toEqual([
      { reason: "No label that is established", members: [["a", "a label is not met", ""]] },
    ]);
  });
});
