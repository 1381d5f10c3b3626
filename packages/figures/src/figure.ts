/** A drawing with everything a reader who cannot see it needs: its name, what it shows, and its numbers. */
export interface Figure {
  /** a complete, deterministic `<svg>` element with role, title and description */
  readonly svg: string;
  /** pixels at its drawn width */
  readonly height: number;
  readonly title: string;
  readonly description: string;
  /** the same content as rows; every row as long as the head */
  readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

/** The three truth values as a figure receives them. */
export type Truth = "met" | "not met" | "unknown";
