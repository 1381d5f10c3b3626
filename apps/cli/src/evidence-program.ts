import type { Command } from "commander";
import { examples } from "./terminal/examples.ts";

/** An option of `evidence` that some of its subcommands share, given before or after their name. */
type Shared = "gene" | "tumour" | "therapy" | "alteration" | "level" | "source" | "evidence" | "json";

/**
 * Makes a subcommand take those options of `evidence` that mean something to it, and refuse the others, so that
 * none is given in vain.
 */
const sharing = (command: Command, ...accepted: readonly Shared[]): Command => {
  command
    .configureHelp({
      helpWidth: 100,
      showGlobalOptions: true,
      visibleGlobalOptions: ({ parent }) =>
        (parent?.options ?? []).filter((option) => accepted.includes(option.attributeName() as Shared)),
    })
    .hook("preAction", ({ parent }) => {
      const given = Object.keys(parent?.opts() ?? {}).find((name) => !accepted.includes(name as Shared));
      if (given !== undefined)
        command.error(`error: --${given} says nothing to "evidence ${command.name()}"`, { exitCode: 2 });
    });
  return command;
};

/** `erbium evidence` and its subcommands. */
export const addEvidenceCommands = (program: Command): void => {
  const evidence = program
    .command("evidence")
    .description("search what is known, with its sources")
    .argument("[query]", "words to look for")
    .option("--gene <symbol>")
    .option("--tumour <code>", "OncoTree code or name")
    .option("--therapy <name>", "any name, brand or code, in English, Chinese or Korean")
    .option("--alteration <name>")
    .option("--level <level>", "clinical, case, preclinical; CIViC: A to E")
    .option("--source <id>")
    .option("--evidence <file>", "imported evidence to read too")
    .option("--json", "one JSON object per line")
    .addHelpText(
      "after",
      examples(
        "erbium evidence --alteration L755S --therapy neratinib",
        'erbium evidence "endocrine resistance"',
        "erbium evidence import civic civic.tsv --out civic.json",
      ),
    )
    .action(async (query: string | undefined, options) =>
      (await import("./commands/evidence.ts")).evidenceCommand(query, options),
    );

  sharing(evidence.command("import"))
    .description("read evidence of another knowledge base")
    .argument("<format>", "civic")
    .argument("<file>", "evidence TSV as published")
    .requiredOption("--out <file>", "where to write it")
    .addHelpText(
      "after",
      examples("erbium evidence import civic 01-Apr-2026-ClinicalEvidenceSummaries.tsv --out civic.json"),
    )
    .action(async (format: string, file: string, options) =>
      (await import("./commands/evidence.ts")).importCommand(format, file, options),
    );

  sharing(evidence.command("conflicts"), "tumour", "therapy", "evidence", "json")
    .description("where claims answer one question differently, and what may explain it")
    .option("--claims <file>", "claims of your own, a JSON line each; shows where they stand against others")
    .addHelpText(
      "after",
      examples(
        "erbium evidence conflicts --tumour NSCLC",
        "erbium evidence conflicts --therapy lapatinib --evidence civic.json",
        "erbium evidence conflicts --claims examples/claims/invented.jsonl --json",
      ),
    )
    .action(async (_, command) =>
      (await import("./commands/evidence-conflicts.ts")).conflictsCommand(command.optsWithGlobals()),
    );

  sharing(evidence.command("pool"), "tumour", "therapy", "json")
    .description("the pooled rate that the studies of the knowledge give for one question")
    .requiredOption("--outcome <code>", "ORR, DCR, CBR, pCR, ILD ...")
    .requiredOption("--population <group>", "who was enrolled: mutation, her2-positive, exon-20-mutation ...")
    .option(
      "--regimen <names>",
      "therapies or classes joined by +, and nothing else; default: --therapy, else any treatment",
    )
    .option("--partners <names>", "what may stand beside them, separated by commas")
    .option("--line <group>", "untreated, pretreated, after-her2-adc ...; default: any")
    .option(
      "--risk-of-bias <judgement>",
      'your judgement of the studies: not serious, serious or very serious, and why: "serious: open label"; or a file with one for each',
    )
    .option("--publication-bias <judgement>", "the same of what may not have been published")
    .option("--plot <file.svg>", "write a forest plot")
    .addHelpText(
      "after",
      examples(
        "erbium evidence pool --outcome ORR --tumour NSCLC --population mutation",
        'erbium evidence pool --outcome ORR --tumour NSCLC --population mutation --regimen "T-DXd" --line pretreated --risk-of-bias "serious: single arms"',
        'erbium evidence pool --outcome ORR --tumour NSCLC --population mutation --regimen "trastuzumab + pertuzumab" --partners docetaxel --plot forest.svg',
      ),
    )
    .action(async (_, command) =>
      (await import("./commands/evidence-pool.ts")).evidencePoolCommand(command.optsWithGlobals()),
    );

  sharing(evidence.command("baskets"), "tumour", "therapy", "json")
    .description("strata of one trial (alleles, tumours), each alone and beside the others")
    .argument("[study]", "of a study of the knowledge; default: all that have strata")
    .option("--plot <file.svg>", "write a figure; of one basket")
    .addHelpText(
      "after",
      examples("erbium evidence baskets", "erbium evidence baskets SUMMIT --plot basket.svg"),
    )
    .action(async (study: string | undefined, _, command) =>
      (await import("./commands/evidence-baskets.ts")).evidenceBasketsCommand(
        study,
        command.optsWithGlobals(),
      ),
    );

  sharing(evidence.command("network"), "tumour", "therapy", "json")
    .description("treatments of randomised trials against each other, directly and through one another")
    .argument("[name]", "of a network of the knowledge; default: all")
    .option("--reference <treatment>", "against which; default: what most trials compare with")
    .option("--plot <file.svg>", "write a figure; of one network")
    .option("--figure <name>", "network (default), league, forest")
    .addHelpText(
      "after",
      examples(
        "erbium evidence network --tumour BRCA --plot network.svg",
        'erbium evidence network "HER2+ MBC second line" --reference "T-DM1" --json',
        'erbium evidence network "HER2+ MBC second line" --figure league --plot league.svg',
      ),
    )
    .action(async (name: string | undefined, _, command) =>
      (await import("./commands/evidence-network.ts")).evidenceNetworkCommand(
        name,
        command.optsWithGlobals(),
      ),
    );

  sharing(evidence.command("published"), "tumour", "therapy", "json")
    .description("pools that others published beside ours to the same question, and what differs")
    .option("--plot <file.svg>", "write theirs and ours as a forest plot, rates or ratios")
    .addHelpText(
      "after",
      examples(
        "erbium evidence published --tumour NSCLC --plot published.svg",
        "erbium evidence published --json > published.jsonl",
      ),
    )
    .action(async (_, command) =>
      (await import("./commands/evidence-published.ts")).evidencePublishedCommand(command.optsWithGlobals()),
    );
};
