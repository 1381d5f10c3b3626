/** A statistic that is chi-squared where nothing is to be found. */
export interface ChiSquaredTest {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
}
