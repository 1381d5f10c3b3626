import type { Cited } from "./advice.ts";
import type { FactStatus } from "./knowledge/provenance.ts";
import type { WatchedThing } from "./knowledge/surveillance.ts";
import type { Message } from "./message.ts";

/** What one observation calls for, or tells, by one rule. */
export interface Meaning {
  readonly code: string;
  /** "act": the rule asks for something; "open": it cannot be told yet; "note": it is said and asks for nothing */
  readonly weight: "act" | "open" | "note";
  readonly message: Message;
  /** the table and row, or the model, that says so */
  readonly rule: string | null;
  readonly agencies: readonly string[];
  readonly status: FactStatus;
  readonly sources: readonly Cited[];
}

export type TimelineKind =
  | "treatment"
  | "her2"
  | "lvef"
  | "ctdna"
  | "ki67"
  | "ftv"
  | "response"
  | "toxicity"
  | "respiratory"
  | "laboratory"
  | "dose";

/** One thing that happened on one day of a patient's course. */
export interface TimelineEntry {
  /** as vague as the case has it; null where it has none */
  readonly date: string | null;
  readonly kind: TimelineKind;
  readonly what: Message;
  /** the number that a drawing shows, with its unit */
  readonly value: number | null;
  readonly unit: string | null;
  /** "begin" and "end" of a treatment; "point" for everything else */
  readonly part: "begin" | "end" | "point";
  readonly means: readonly Meaning[];
}

/** Something that a label asks to be looked at again. */
export interface DueItem {
  readonly watch: WatchedThing;
  readonly therapy: string;
  /** day of the last look; null where none is recorded */
  readonly last: string | null;
  /** first and last day it can fall due; null where the label names no interval */
  readonly due: { readonly earliest: string; readonly latest: string } | null;
  /** "about now": a vague date leaves open whether it has passed */
  readonly state: "overdue" | "about now" | "to come" | "regularly";
  readonly message: Message;
  /** what in the case makes it due */
  readonly because: Message;
  readonly rule: string;
  readonly agencies: readonly string[];
  readonly status: FactStatus;
  readonly sources: readonly Cited[];
}

/** A patient's course, read by rule as of a day. */
export interface Monitoring {
  readonly asOf: string;
  /** in order of time; what has no date comes first */
  readonly entries: readonly TimelineEntry[];
  /** overdue first */
  readonly due: readonly DueItem[];
  /** factors that this patient has and that go with a harm of a therapy being given; a list, not a score */
  readonly risks: readonly Message[];
  /** what, if it were in the case, would let more be said */
  readonly wanted: readonly Message[];
}
