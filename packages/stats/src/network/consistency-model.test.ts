import { describe, expect, it } from "vitest";
import { hatMatrix } from "./consistency-model.ts";
import { networkMetaAnalysis } from "./network-meta-analysis.ts";
import { parkinsonTrials } from "./parkinson-trials.test-data.ts";

describe("hat matrix of a network", () => {
  const analysis = networkMetaAnalysis(parkinsonTrials);
  if (!analysis.ok) throw new Error(analysis.error.message);
  const { network, commonFit } = analysis.value;
  const hat = hatMatrix(network, commonFit);
  const m = network.effects.length;

  it("agrees with netmeta, rows from the earlier to the later name", () => {
    // netmeta 3.3.1: hatmatrix(netmeta(...), method = "Ruecker", type = "full") of Franchini 2012, rows 1, 4 and 6.
    const given = [
      [
        ...[0.530564760737889, 0.180754674837773, 0.0328441515943303, -0.255836412830007, -0.213598826432104],
        ...[0.287324010969226, 0.182111228292885, 0, 0],
      ],
      [
        ...[
          -0.404836626514411, -0.229165927591713, -0.0416407513268069, 0.324356694567067, 0.270806678918521,
        ],
        ...[0.247785580605771, 0.15705104590864, 0, 0],
      ],
      [
        ...[0.125728134223478, -0.0484112527539404, -0.00879659973247664, 0.0685202817370606],
        ...[0.0572078524864176, 0.535109591574997, 0.339162274201525, 0, 0],
      ],
    ];
    for (const [at, row] of [0, 3, 5].entries())
      for (let column = 0; column < m; column++)
        expect(hat[row * m + column]!).toBeCloseTo(given[at]![column]!, 9);
  });
  it("projects: applied twice it changes nothing", () => {
    for (let i = 0; i < m; i++)
      for (let j = 0; j < m; j++) {
        let twice = 0;
        for (let k = 0; k < m; k++) twice += hat[i * m + k]! * hat[k * m + j]!;
        expect(twice).toBeCloseTo(hat[i * m + j]!, 12);
      }
  });
  it("has as many degrees of freedom on its diagonal as there are treatments but one", () => {
    let trace = 0;
    for (let i = 0; i < m; i++) trace += hat[i * m + i]!;
    expect(trace).toBeCloseTo(network.treatments.length - 1, 12);
  });
});
