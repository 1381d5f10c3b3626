import type { Citation, FactStatus, Message } from "@erbium/model";

/** What a value may be where inputs are missing or a figure is uncertain, and how that was found. */
export type Interval =
  | { readonly low: number; readonly high: number; readonly convention: string }
  | { readonly oneOf: readonly unknown[]; readonly convention: string };

/** What a model's arithmetic gives for complete inputs. */
export interface Answer {
  readonly values: Readonly<Record<string, unknown>>;
  readonly class?: string | null;
  /** by the name of the value it belongs to */
  readonly interval?: Readonly<Record<string, Interval>> | null;
  readonly warnings?: readonly Message[];
  /** what would change the answer: names of inputs, or words */
  readonly wouldChange?: readonly string[];
}

/** One answer of one model: every number with its unit, its model and that model's sources. */
export interface Prediction {
  readonly model: string;
  readonly version: string;
  /** of the model's source: a recalled model is shown as unconfirmed and carries no option */
  readonly status: FactStatus;
  readonly values: Readonly<Record<string, unknown>>;
  readonly class: string | null;
  readonly unit: string | null;
  readonly interval: Readonly<Record<string, Interval>> | null;
  readonly warnings: readonly Message[];
  /** whom the model is for, and what of that was not told of the patient and not checked */
  readonly scope: { readonly for: string; readonly open: readonly string[] };
  readonly sources: readonly Citation[];
  readonly wouldChange: readonly string[];
}

/** A warning in the shape of every message. */
export const warning = (code: string, text: string, params: Message["params"] = {}): Message => ({
  code,
  params,
  text,
});
