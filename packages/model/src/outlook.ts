import type { Cited } from "./advice.ts";
import type { FactStatus } from "./knowledge/provenance.ts";
import type { Message } from "./message.ts";
import type { Monitoring } from "./monitoring.ts";
import type { Truth } from "./truth.ts";

/** One thing that the findings of a case let expect. It never carries an option. */
export interface OutlookLine {
  readonly code: string;
  readonly topic: "resistance" | "frequency" | "combination";
  readonly message: Message;
  /** node of the pathway or id of the combination it belongs to */
  readonly of: string;
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

/** What to expect and what to watch. */
export interface Outlook {
  readonly lines: readonly OutlookLine[];
  /** null where the case lights no step */
  readonly pathway: PathwayView | null;
  /** inputs that would let more be said */
  readonly wanted: readonly Message[];
  readonly watch: Monitoring;
}
