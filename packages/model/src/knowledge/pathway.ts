import { z } from "zod";
import { provenance } from "./provenance.ts";

/** Where a node stands: the lanes of the drawing, from the membrane to the cell's answer. */
export const pathwayLanes = [
  "receptor",
  "isoform",
  "bypass receptor",
  "PI3K/AKT/mTOR",
  "MAPK",
  "immune effector",
  "payload",
  "output",
] as const;

const fact = z.strictObject({ text: z.string(), ...provenance });

/** What a lit node says of a therapy or class. */
const bearingSchema = z.strictObject({
  therapy: z.string().describe("therapy or class id"),
  effect: z.enum(["weakens", "may get round", "unaffected"]),
  level: z.enum(["clinical", "preclinical", "argument"]),
  /** OncoTree codes where it was seen, if not in any tumour */
  tumours: z.array(z.string()).default([]),
  text: z.string(),
  ...provenance,
});

/** One molecule or step of a signalling pathway. It is lit when a finding of the patient meets `lit`. */
const nodeSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  lane: z.enum(pathwayLanes),
  /** FEEL over the case vocabulary; absent: no finding of a case lights it */
  lit: z.string().optional(),
  what: z.string().describe("what the finding does there, as one clause"),
  /** topics of knowledge/mechanisms that speak of it */
  mechanisms: z.array(z.string()).default([]),
  bearings: z.array(bearingSchema).default([]),
  /** how often it is found, each series for itself */
  frequencies: z.array(fact).default([]),
  ...provenance,
});

const edgeSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  effect: z.enum(["activates", "inhibits", "pairs with", "turns into"]),
  ...provenance,
});

/** A signalling pathway as nodes and edges, each with what was seen for it. */
export const pathwaySchema = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    tumours: z.array(z.string()).default([]),
    nodes: z.array(nodeSchema).min(1),
    edges: z.array(edgeSchema),
    ...provenance,
  })
  .meta({ id: "Pathway" });
export type Pathway = z.infer<typeof pathwaySchema>;
export type PathwayNode = Pathway["nodes"][number];
export type PathwayEdge = Pathway["edges"][number];
export type PathwayBearing = z.infer<typeof bearingSchema>;
