import module from "node:module";
import { Command, CommanderError, Option } from "commander";

// compiled code of commands is kept in the system's temporary folder: 40 ms less at every later start
// Node 20 has no cache of compiled code; it starts a little slower there.
module.enableCompileCache?.();

import { addEvidenceCommands } from "./evidence-program.ts";
import { examples } from "./terminal/examples.ts";

const program = new Command();

program
  .name("erbium")
  .description(
    "The HER2 workbench: measurements in, HER2 state, options and evidence out. Decision support for professionals, not a medical device.",
  )
  .version("0.1.0")
  .showHelpAfterError("(see --help)")
  .configureHelp({ helpWidth: 100 })
  .exitOverride();

// Commands load their code only when they run, so that help and small commands start at once.
program
  .command("report")
  .description("one patient in, one report out")
  .argument("<case>", "case file, YAML or JSON; - for standard input")
  .option("--vcf <file>", "variant calls (plain, gzip or bgzip)")
  .option("--maf <file>", "variant calls as MAF")
  .option("--assembly <name>", "GRCh37 (hg19) or GRCh38 (hg38); told from the file when left out")
  .option("--as-of <date>", "the day the report speaks of; default: the day of the knowledge")
  .option(
    "--jurisdiction <agencies>",
    "of FDA,EMA,NMPA,PMDA,MHRA,MFDS,Swissmedic,TGA,HC; default: those of the case, else the first four",
  )
  .option("--lang <language>", "language of the report: en")
  .option("--evidence <file>", "imported evidence to read beside the knowledge")
  .option(
    "--risk-of-bias <file>",
    "your judgement of studies, YAML or JSON: studies: { DESTINY-Lung02: 'serious: open label' }",
  )
  .option("--publication-bias <judgement>", "not serious, serious or very serious, and why: 'serious: why'")
  .option("--out <file>", "report.html, report.md or report.json; without it a summary is printed")
  .option("--json", "print the report as canonical JSON")
  .addHelpText(
    "after",
    examples(
      "erbium report examples/01-breast-first-line.yaml --out report.html",
      "erbium report case.yaml --vcf tumour.vcf.gz --jurisdiction FDA,EMA --out report.html",
    ),
  )
  .action(async (file: string, options) =>
    (await import("./commands/report.ts")).reportCommand(file, options),
  );

program
  .command("status")
  .description("measurements to HER2 state, one test per row")
  .argument("[file]", "JSON, JSON Lines, CSV or TSV; - for standard input", "-")
  .option("--map <mapping>", "tcga-brca, or a YAML file that maps columns")
  .option("--as-of <date>", "the day whose guideline editions apply")
  .option("--json", "one JSON object per line")
  .addHelpText(
    "after",
    examples(
      `echo '{"tumour":"BRCA","ihc":{"score":"2+"},"ish":{"her2PerCell":3.2,"ratio":2.2}}' | erbium status -`,
      "erbium status cohort.csv --json > states.jsonl",
      "erbium status nationwidechildrens.tsv --map tcga-brca",
    ),
  )
  .action(async (file: string, options) =>
    (await import("./commands/status.ts")).statusCommand(file, options),
  );

program
  .command("variant")
  .description("any name of an alteration to its canonical form")
  .argument("[names...]", "names as reports and papers write them")
  .option("--batch <file>", "one name per line; prints JSON Lines")
  .option("--reverse", "also list the coding changes that give the protein change")
  .option("--json", "one JSON object per line")
  .addHelpText(
    "after",
    examples(
      'erbium variant "ERBB2 A775_G776insYVMA"',
      "erbium variant HER2YVMA 778insGSP --json",
      "erbium variant --batch names.txt",
      'erbium variant --reverse "ERBB2 L755S"',
    ),
  )
  .action(async (names: string[], options, command: Command) => {
    if (names.length === 0 && options.batch === undefined)
      command.error("error: give a name, or --batch FILE", { exitCode: 2 });
    await (await import("./commands/variant.ts")).variantCommand(names, options);
  });

program
  .command("annotate")
  .description("every alteration of a file that lies in a panel gene, one row each")
  .argument(
    "<file>",
    "VCF, MAF, or a table of names, copy numbers, segments or fusions; plain, gzip or bgzip; - for standard input",
  )
  .option(
    "--assembly <name>",
    "GRCh37 (hg19) or GRCh38 (hg38), checked against reference bases; told from them when left out",
  )
  .addOption(
    new Option("--format <name>", "of the rows; default: by the ending of --out, else tsv").choices([
      "tsv",
      "jsonl",
      "parquet",
      "maf",
      "vcf",
    ]),
  )
  .addOption(
    new Option("--input-format <name>", "default: told from what the file holds").choices([
      "vcf",
      "maf",
      "names",
      "alterations",
      "copy-number-list",
      "copy-number-matrix",
      "segments",
      "fusions",
    ]),
  )
  .option("--sample <name>", "one sample only; of a VCF also '*' for every one; default there: the tumour")
  .option("--purity <share>", "share of tumour cells, for copy numbers from ratios")
  .option("--ploidy <copies>", "copies of the genome per tumour cell, for copy numbers from ratios")
  .option("--shard <i/n>", "part i of n: parts are disjoint and together the whole")
  .option("--index", "of a bgzip VCF, read only what its .tbi says of panel genes; default: from 32 MB on")
  .option("--no-index", "read the whole file; its lines are then numbered and its records counted")
  .option("--out <file>", "where to write the rows; default: standard output")
  .addHelpText(
    "after",
    examples(
      "erbium annotate tumour.vcf.gz --assembly GRCh38 > rows.tsv",
      "erbium annotate cohort.vcf.gz --sample '*' --out rows.parquet",
      "erbium annotate tumour.seg --assembly GRCh37 --purity 0.6 --ploidy 2.1",
      "erbium annotate data_mutations.txt --shard 1/4 --out part-1.jsonl",
    ),
  )
  .action(async (file: string, options) =>
    (await import("./commands/annotate.ts")).annotateCommand(file, options),
  );

addEvidenceCommands(program);

program
  .command("pool")
  .description(
    "pool a table of studies: rates, ratios, differences, test accuracy, networks; strata of a basket trial; survival of patients",
  )
  .argument(
    "<file>",
    "CSV, TSV, JSON or JSON Lines, one study (contrast, patient) a row; - for standard input",
  )
  .requiredOption(
    "--measure <name>",
    "PROP (rates); OR, RR, RD (events of two groups); MD, SMD (means of two); HR (hazard ratios); BASKET (strata of one trial), DTA (test accuracy), NMA (networks); SURV, CIF (patients)",
  )
  .option("--method <name>", "common, REML, DL, PM, ML, SJ, HE, HS, EB; GLMM for PROP (its default)")
  .option("--test <name>", "z, t, knha (default), adhoc, kr")
  .option("--level <share>", "coverage of intervals, 0.95 where left out")
  .option(
    "--columns <pairs>",
    "which column means what: events=x,n=total; what each measure wants is said where a column lacks",
  )
  .option("--subgroup <column>", "pool its groups apart and compare them; of SURV and CIF: the groups")
  .option("--moderators <columns>", "meta-regression on columns of numbers or words: year,dose")
  .option("--cumulative", "the pool as studies come in, by year where the table has it")
  .option("--leave-one-out", "the pool without each study in turn")
  .option("--influence", "what each study does to the pool")
  .option(
    "--bias",
    "tests of asymmetry that fit the measure, trim and fill, fail-safe N; of DTA: Deeks' test",
  )
  .option("--reference <treatment>", "of a network")
  .option("--better <which>", "of a network: lower (default) or higher effects")
  .option("--contrast <measure>", "of a network of arms with events: OR (default), RR, RD")
  .option("--components [separator]", 'of a network: what each part of a combination adds; "+" parts them')
  .option("--inactive <component>", "of a network: a component without an effect of its own (placebo)")
  .option("--bucher", "of a network: each indirect comparison through one common comparator")
  .option(
    "--exnex [probability]",
    "of a basket: let a stratum stand alone; of being exchangeable, 0.5 where left out",
  )
  .option(
    "--tau-scale <number>",
    "of a basket: scale of the half-normal prior between strata, 1 where left out",
  )
  .option("--threshold <percent>", "of a basket: how probable is a rate above it in each stratum?")
  .option(
    "--fleming-harrington <rho,gamma>",
    "of SURV: weights of the test between groups: 0,1 looks at late events",
  )
  .option("--restricted <time>", "of SURV: mean time without event up to then, and its differences")
  .option("--cause <number>", "of CIF: the event asked about where several compete, 1 where left out")
  .option("--plot <file.svg>", "write a figure")
  .option(
    "--figure <name>",
    "forest, funnel, cumulative, leave-one-out; of NMA: network, league, forest; the first of its kind where left out",
  )
  .option("--funnel", "the same as --figure funnel")
  .option("--json", "the whole result as one JSON object")
  .addHelpText(
    "after",
    examples(
      "erbium pool examples/pool/orr-t-dxd-nsclc.csv --measure PROP --subgroup group --plot forest.svg",
      "erbium pool examples/pool/os-gastric-first-line.csv --measure HR --leave-one-out --bias --funnel --plot funnel.svg",
      'erbium pool examples/pool/pfs-second-line-network.csv --measure NMA --reference "T-DM1" --plot network.svg',
      "erbium pool examples/pool/pfs-second-line-network.csv --measure NMA --figure league --plot league.svg",
      "erbium pool examples/pool/pfs-second-line-network.csv --measure NMA --components --bucher",
      "erbium pool examples/pool/summit-alleles.csv --measure BASKET --threshold 20 --plot basket.svg",
      "erbium pool examples/pool/competing-simulated.csv --measure CIF --subgroup arm --plot incidence.svg",
      'erbium pool table.csv --measure HR --columns "ratio=Hazard ratio,low=from,high=to"',
    ),
  )
  .action(async (file: string, options) => (await import("./commands/pool.ts")).poolCommand(file, options));

program
  .command("evaluate")
  .description(
    "how well scores or a model tell an outcome, from a table of patients: ROC, thresholds, comparisons, calibration, net benefit, nomogram",
  )
  .argument("<file>", "CSV, TSV, JSON or JSON Lines, one patient a row; - for standard input")
  .option("--outcome <column>", "what happened: 0 and 1, yes and no, pCR and no pCR; by name where left out")
  .option("--scores <columns>", "what should tell it: score,risk; by name where left out")
  .option("--positive <value>", "the value that is the case, against all others; several: CR,PR")
  .option("--lower-is-positive [scores]", "lower values speak for the outcome: of all scores, or of these")
  .option("--group <column>", "each group apart, compared by unpaired tests")
  .option("--threshold <value>", "what this threshold amounts to; one a score: score=6,risk=0.3")
  .option("--partial <stretch>", "area of a stretch: of specificity, 0.8-1, or sensitivity:0.8-1")
  .option(
    "--probabilities [scores]",
    "these scores are predicted probabilities; those within 0 and 1 where left out",
  )
  .option("--no-probabilities", "no score is: neither calibration nor net benefit")
  .option(
    "--net-benefit-at <shares>",
    "thresholds at which net benefit is written, and up to which it is drawn: 0.1,0.2,0.3,0.4,0.5 where left out",
  )
  .option("--time <column>", "time to the outcome, which is then an event or the end of observation")
  .option("--at <time>", "net benefit of risks of an event by this time")
  .option(
    "--covariates <columns>",
    "instead of scores: a logistic model of these, words as groups: age,ihc,size",
  )
  .option("--firth", "of a model: Firth's penalty, for separated or few data")
  .option("--bootstrap <samples>", "of a model: samples that correct for optimism, 200 where left out")
  .option("--seed <number>", "of the bootstrap, 1 where left out")
  .option("--level <share>", "coverage of intervals, 0.95 where left out")
  .option("--plot <file.svg>", "write a figure")
  .option(
    "--figure <name>",
    "roc, calibration, decision-curve; of a model also nomogram; roc, of a model nomogram where left out",
  )
  .option("--json", "the whole result as one JSON object")
  .addHelpText(
    "after",
    examples(
      "erbium evaluate examples/evaluate/response-simulated.csv --outcome pcr --scores risk,tils --plot roc.svg",
      "erbium evaluate examples/evaluate/response-simulated.csv --outcome pcr --scores risk --group receptor",
      "erbium evaluate examples/evaluate/response-simulated.csv --outcome pcr --scores risk --plot calibration.svg --figure calibration",
      "erbium evaluate examples/evaluate/response-simulated.csv --outcome event --time months --scores older_risk --lower-is-positive",
      "erbium evaluate examples/evaluate/response-simulated.csv --outcome pcr --covariates size_cm,receptor,ihc,tils --plot nomogram.svg",
      "erbium evaluate cohort.csv --outcome best_response --positive CR,PR --scores h_score --threshold 200",
    ),
  )
  .action(async (file: string, options) =>
    (await import("./commands/evaluate.ts")).evaluateCommand(file, options),
  );

program
  .command("predict")
  .description("published scores, response criteria and predictions; list shows them")
  .argument("[model]", "id of a model, or list")
  .option(
    "--input <file>",
    "JSON, JSON Lines, YAML, CSV or TSV, one input or many; - for standard input",
    "-",
  )
  .option("--keep <fields>", "fields of each row to carry to its answer, as patient_id,visit")
  .option("--json", "one JSON object per input")
  .option("--csv", "one table of all answers")
  .helpOption(false)
  .option("-h, --help", "inputs, units, scope and an example of the model")
  .addHelpText(
    "after",
    examples(
      "erbium predict list",
      "erbium predict rcb --help",
      `echo '{"size_cm":2.5,"positive_nodes":2,"grade":3}' | erbium predict npi`,
      "erbium predict predict-breast-3.2 --input examples/predict/predict-breast-3.2.json --json",
      "erbium predict npi --input examples/predict/npi.csv --keep patient_id --csv > answers.csv",
    ),
  )
  .action(async (model: string | undefined, options, command: Command) => {
    if (model === undefined) {
      if (options.help) command.help();
      command.error("error: give a model, or list", { exitCode: 2 });
    }
    const { predictCommand } = await import("./commands/predict.ts");
    if (!(await predictCommand(model, options))) command.help();
  });

program
  .command("case")
  .description("help with case files")
  .command("template")
  .description("print a commented case to fill in")
  .argument("<tumour>", "OncoTree code or name")
  .addHelpText("after", examples("erbium case template BRCA > case.yaml"))
  .action(async (tumour: string) => (await import("./commands/case.ts")).caseTemplateCommand(tumour));

program
  .command("monitor")
  .description("the course of one case: what each observation means by rule, and what is due next")
  .argument("<case>", "case file, YAML or JSON; - for standard input")
  .option("--as-of <date>", "the day on which it is read; default: the day of the knowledge")
  .option("--plot <file>", "also draw the course, as SVG")
  .option("--json", "print one JSON object")
  .addHelpText(
    "after",
    examples(
      "erbium monitor examples/monitor/course.yaml",
      "erbium monitor case.yaml --as-of 2026-06-01 --json",
    ),
  )
  .action(async (file: string, options) =>
    (await import("./commands/monitor.ts")).monitorCommand(file, options),
  );

program
  .command("verify")
  .description("run the reference suites on this installation")
  .argument("[suites...]", "status, knowledge, variants, models, stats; default: all")
  .option(
    "--oracles <folder>",
    "folder of reference files; default: ERBIUM_ORACLES, else the fixtures that ship",
  )
  .option("--json", "every case with expected and got")
  .addHelpText("after", examples("erbium verify", "erbium verify variants --oracles ./reference"))
  .action(async (names: string[], options) =>
    (await import("./commands/verify.ts")).verifyCommand(names, options),
  );

process.stdout.on("error", (cause: NodeJS.ErrnoException) => {
  if (cause.code === "EPIPE") process.exit(0);
  throw cause;
});

try {
  await program.parseAsync();
} catch (cause) {
  if (!(cause instanceof CommanderError)) throw cause;
  process.exitCode = cause.exitCode === 0 ? 0 : 2;
}
