/** How much a rule asks after a point: it acts, it cannot tell, it says something, or nothing speaks of it. */
export type CourseWeight = "act" | "open" | "note" | "none";

export interface CourseBar {
  readonly label: string;
  readonly from: number;
  /** null: it goes on */
  readonly to: number | null;
}

export interface CoursePoint {
  readonly at: number;
  /** the day as it is written */
  readonly when: string;
  readonly value: number;
  readonly weight: CourseWeight;
}

export interface CourseSeries {
  readonly label: string;
  readonly unit: string;
  readonly points: readonly CoursePoint[];
}

export interface CourseMark {
  readonly at: number;
  readonly when: string;
  readonly label: string;
  readonly weight: CourseWeight;
}

export interface CourseDue {
  readonly at: number;
  readonly when: string;
  readonly label: string;
  readonly overdue: boolean;
}

/** A course over time. Places in time are numbers of days from any origin. */
export interface CoursePlot {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly today: number;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  readonly bars: readonly CourseBar[];
  readonly series: readonly CourseSeries[];
  readonly marks: readonly CourseMark[];
  readonly due: readonly CourseDue[];
  readonly words: CourseWords;
  readonly width?: number;
}

export interface CourseWords {
  readonly when: string;
  readonly what: string;
  readonly value: string;
  readonly rule: string;
  readonly today: string;
  readonly due: string;
  readonly overdue: string;
  readonly act: string;
  readonly open: string;
  readonly note: string;
  readonly none: string;
  readonly ongoing: string;
}
