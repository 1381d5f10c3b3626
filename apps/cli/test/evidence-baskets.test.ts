import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { erbium, inFolder } from "./run.ts";

const baskets = (...args: string[]) => erbium(["evidence", "baskets", ...args]);

describe("erbium evidence baskets", () => {
  it("prints every trial with strata, each alone and beside the others, with its sources", () => {
    const { code, out, err } = baskets();
    expect(code, err).toBe(0);
    expect(out).toMatch(/^SUMMIT: ORR by allele, neratinib \+ fulvestrant \+ trastuzumab {2}\[seed-000\]$/m);
    expect(out).toMatch(/^V777L +3 of 6 +50\.0 \(11\.8-88\.2\) +40\.\d/m);
    expect(out).toContain("alleles are counted, not patients");
    expect(out).toMatch(/Knowledge .*sha256:/);
  });
  it("says of which study, rows and sources, as JSON", () => {
    const { out } = baskets("summit", "--json");
    const one = JSON.parse(out);
    expect(one).toMatchObject({ study: "summit", by: "allele", outcome: "ORR", sources: ["seed-000"] });
    expect(one.rows).toHaveLength(one.strata.length);
    expect(one.knowledge.hash).toMatch(/^sha256:/);
  });
  it("takes those of a tumour or a therapy", () => {
    expect(baskets("--therapy", "neratinib").out).not.toContain("MyPathway");
    expect(baskets("--tumour", "PAAD").out).not.toContain("SUMMIT");
  });
  it("draws one, and says which where there are more", () =>
    inFolder((folder) => {
      const file = join(folder, "basket.svg");
      const several = baskets("--plot", file);
      expect(several.code).not.toBe(0);
      expect(several.err).toContain("name the study: ");
      expect(existsSync(file)).toBe(false);
      expect(baskets("SUMMIT", "--plot", file).code).toBe(0);
      expect(readFileSync(file, "utf8")).toContain("SUMMIT: ORR by allele");
    }));
  it("names what there is where nothing fits", () => {
    const { code, err } = baskets("nothing");
    expect(code).not.toBe(0);
    expect(err).toContain("those that have: ");
  });
});
