import type { Cited } from "./advice.ts";
import type { FactStatus } from "./knowledge/provenance.ts";
import type { Message } from "./message.ts";
import type { Monitoring } from "./monitoring.ts";
import type { PartialDate } from "./partial-date.ts";
import type { Truth } from "./truth.ts";

/** One thing that the findings of a case let expect. It never carries an option. */
export interface OutlookLine {
  readonly code: string;
  readonly topic: "resistance" | "frequency" | "combination";
  readonly message: Message;
  /** node of the pathway or id of the combination it belongs to */
  readonly of: string;
  /** the findings of this case that light the node, by their names; empty where it is no alteration that does */
  readonly found: readonly string[];
  readonly therapies: readonly string[];
  /** how strong what it rests on is, in the words of the knowledge */
  readonly level: string;
  readonly status: FactStatus;
  readonly sources: readonly Cited[];
}

/** A step of the pathway as this case lights it; `lit` null: no finding of a case can tell. */
export interface LitNodeView {
  readonly id: string;
  readonly label: string;
  readonly lane: string;
  readonly lit: Truth | null;
  readonly says: string;
}

export interface PathwayView {
  readonly id: string;
  readonly title: string;
  readonly nodes: readonly LitNodeView[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly effect: "activates" | "inhibits" | "pairs with" | "turns into";
    readonly confirmed: boolean;
  }[];
}

/** What a published model says of this patient, or why it says nothing. It never carries an option. */
export interface OutlookScore {
  readonly model: string;
  readonly title: string;
  readonly version: string;
  readonly date: PartialDate | null;
  readonly class: string | null;
  readonly unit: string | null;
  /** each value, or part of a value, with what it is */
  readonly values: readonly { readonly name: string; readonly what: string; readonly value: string }[];
  readonly warnings: readonly Message[];
  /** inputs that would change it, and what of its scope was not told of the patient */
  readonly open: readonly string[];
  readonly scopeOpen: readonly string[];
  readonly refused: { readonly message: string; readonly remedy: string } | null;
  readonly status: FactStatus;
  readonly sources: readonly Cited[];
}

/** What to expect and what to watch. */
export interface Outlook {
  readonly lines: readonly OutlookLine[];
  /** models that the case asks for, in its order */
  readonly scores: readonly OutlookScore[];
  /** null where the case lights no step */
  readonly pathway: PathwayView | null;
  /** inputs that would let more be said */
  readonly wanted: readonly Message[];
  readonly watch: Monitoring;
}
