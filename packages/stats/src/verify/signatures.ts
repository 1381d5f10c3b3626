/**
 * What the arguments of a reference function do to its answer here. Names are separated by blanks.
 *
 * `read`: the answer follows them. `mute`: they change what is printed or drawn, how a search ends or how data are
 * handed over, not the numbers. `only`: answered with the value given (`percent=FALSE`), refused with another.
 * A documented argument that is in none of them is refused by its name, as is one that nobody documents.
 */
export interface Signature {
  readonly read?: string;
  readonly mute?: string;
  readonly only?: string;
}

/**
 * How many arguments the answer reads by their place, where the reference has more: a formula with its table, a fit, two
 * columns. Others are not counted.
 */
export const places: Readonly<Record<string, number>> = {
  ...{ rma: 2, "rma.uni": 2, "rma.mv": 2, regtest: 2, ranktest: 2, fsn: 2, escalc: 0, trimfill: 1 },
  ...{ predict: 1, confint: 1, influence: 1, cumul: 1, leave1out: 1, baujat: 1, anova: 2 },
  ...{ rstandard: 1, rstudent: 1, blup: 1, hatvalues: 1, weights: 1 },
  ...{ metagen: 3, metabin: 5, metaprop: 3, metabias: 1 },
  ...{ netmeta: 5, netsplit: 1, netmeasures: 1, "decomp.design": 1, netcontrib: 1, netcomb: 1, discomb: 5 },
  ...{ netmetabin: 1, pairwise: 4, reitsma: 1, madad: 1, madauni: 1, dca: 2 },
  ...{ survfit: 2, summary: 1, survdiff: 2, coxph: 2, survreg: 2, concordance: 2, "cox.zph": 1, basehaz: 1 },
  ...{ crr: 3, cuminc: 3, timepoints: 2, roc: 2, auc: 2, "ci.auc": 2, "roc.test": 2, "multiclass.roc": 2 },
  ...{ glm: 3, lrm: 2, logistf: 2, glmnet: 2, "cv.glmnet": 2, "rcspline.eval": 1, "val.prob": 2 },
  ...{
    "hoslem.test": 2,
    "p.adjust": 2,
    pnorm: 1,
    qnorm: 1,
    pt: 2,
    qt: 2,
    pchisq: 3,
    qchisq: 2,
    pf: 3,
    qf: 3,
  },
  ...{ pbeta: 3, qbeta: 3, pgamma: 2, qgamma: 2 },
};

const tableColumns = "ai bi ci di n1i n2i";
const columns = `${tableColumns} x1i x2i t1i t2i m1i m2i sd1i sd2i xi mi ri ti sdi r2i ni`;
/** of metafor */
const printing = "data digits verbose slab progbar control";
/** of meta and netmeta */
const display =
  "data studlab common random fixed comb.fixed comb.random overall overall.hetstat prediction backtransf pscale irscale irunit title complab outclab label.e label.c label.left label.right col.label.left col.label.right text.common text.fixed text.random text.predict text.w.common text.w.fixed text.w.random subgroup.name bylab print.subgroup.name print.byvar sep.subgroup byseparator test.subgroup prediction.subgroup print.CMH keepdata warn warn.deprecated control detail.tau seed.predict seed.predict.subgroup level label method.bias";

const pooling =
  "method.tau tau.preset level.ma level.comb level.predict method.random.ci hakn adhoc.hakn.ci adhoc.hakn method.predict subset";
const poolingOnly =
  "method.common.ci=classic method.I2=Q level.hetstat=0.95 adhoc.hakn.pi= rho=0 tau.common=FALSE";

const rma: Signature = {
  read: `yi vi sei weights ${columns} mods intercept measure subset add to drop00 vtype correct method weighted test level btt tau2`,
  mute: printing,
};
const network: Signature = {
  read: "TE seTE treat1 treat2 studlab subset method.tau reference.group tau.preset tol.multiarm tol.multiarm.se level.ma level.comb level.predict random comb.random",
  mute: `${display} sm small.values all.treatments seq details.chkmultiarm nchar.trts nchar.studlab nchar func.inverse n1 n2 event1 event2 incr sd1 sd2 mean1 mean2 time1 time2`,
  only: "baseline.reference=TRUE sep.trts=:",
};
const components = "inactive sep.comps tau.preset level.ma level.comb";
const componentsMute =
  "sm reference.group baseline.reference seq tol.multiarm tol.multiarm.se details.chkmultiarm details.chkident sep.trts nchar.trts nchar.comps na.unident sep.ia func.inverse overall.hetstat";
const distribution: Signature = { read: "lower.tail log.p log" };
const coxFit: Signature = {
  read: "formula weights subset ties method robust cluster control",
  mute: "data na.action model x y singular.ok nocenter eps iter.max toler.chol toler.inf timefix",
};
const tests = "y workspace hybrid hybridPars control conf.int B";

/** Names of the arguments that follow those read by their place, in the order of the reference. */
export const further: Readonly<Record<string, string>> = {
  "cox.zph": "transform terms singledf global",
  predict: "newmods",
  trimfill: "side estimator",
  cumul: "order",
  glmnet: "family weights offset alpha",
  escalc: "measure ai bi ci di n1i n2i x1i x2i t1i t2i",
  netcontrib: "method",
  "rcspline.eval": "knots nk inclx",
  "hoslem.test": "g",
};

/** By function, without the name of its package. */
export const signatures: Readonly<Record<string, Signature>> = {
  rma,
  "rma.uni": rma,
  "rma.mv": {
    read: "yi V vi mods intercept random subset method test level dfs",
    mute: `${printing} sparse cvvc Rscale`,
    only: "struct=CS",
  },
  "rma.mh": {
    read: `${tableColumns} measure subset add to correct level`,
    mute: printing,
    only: "drop00=TRUE",
  },
  "rma.peto": { read: `${tableColumns} subset level`, mute: printing, only: "drop00=TRUE" },
  "rma.glmm": {
    read: `${tableColumns} x1i x2i t1i t2i xi mi ti ni mods measure model subset method coding cor test level nAGQ drop00`,
    mute: printing,
    only: "intercept=TRUE add=0.5 to=only0 vtype=LS",
  },
  escalc: {
    read: `measure ${columns} yi vi sei subset add to drop00 vtype correct`,
    mute: `${printing} var.names append replace add.measure`,
  },
  predict: { read: "newmods level transf", mute: `${printing} addx vcov` },
  confint: { read: "level fixed type", mute: `${printing} random` },
  influence: { mute: `${printing} model` },
  cumul: { read: "order", mute: printing },
  leave1out: { mute: printing },
  baujat: { mute: `${printing} xlim ylim xlab ylab cex symbol grid` },
  regtest: {
    read: `vi sei ni subset model predictor level measure method test ${columns}`,
    mute: `${printing} ret.fit`,
  },
  ranktest: { read: "vi sei subset exact", mute: printing },
  trimfill: { read: "side estimator", mute: `${printing} maxiter` },
  fsn: { read: "yi vi sei type alpha target subset", mute: printing, only: "weighted=FALSE" },
  anova: { read: "btt", mute: printing, only: "refit=FALSE" },
  rstandard: { mute: printing, only: "type=marginal" },
  rstudent: { mute: printing },
  blup: { mute: printing },
  hatvalues: { mute: printing, only: "type=diagonal" },
  weights: { mute: printing, only: "type=diagonal" },

  metagen: {
    read: `TE seTE ${pooling} subgroup byvar null.effect lower upper level.ci pval df`,
    mute: `${display} sm n.e n.c method.ci method.tau.ci`,
    only: `${poolingOnly} untransf=FALSE`,
  },
  metabin: {
    read: `event.e n.e event.c n.c ${pooling} method sm incr method.incr allincr addincr allstudies MH.exact RR.Cochrane Q.Cochrane subgroup byvar tau.common`,
    mute: `${display} method.ci method.tau.ci`,
    only: poolingOnly.replace("tau.common=FALSE", ""),
  },
  metaprop: {
    read: `event n ${pooling} method sm incr method.incr allincr addincr method.ci level null.effect subgroup byvar tau.common`,
    mute: `${display} method.tau.ci`,
    only: poolingOnly.replace("tau.common=FALSE", ""),
  },
  metabias: { read: "method.bias correct", mute: "plotit k.min" },

  netmeta: network,
  netsplit: {
    read: "reference.group",
    mute: "common random fixed comb.fixed comb.random backtransf warn warn.deprecated show overall ci test only.reference sortvar nchar.trts legend digits",
    only: "method=Back-calculation upper=TRUE baseline.reference=TRUE sep.trts=: quote.trts= tol.direct=5e-4",
  },
  netmeasures: { read: "random", mute: "warn warn.deprecated" },
  "decomp.design": { mute: "warn warn.deprecated nchar.trts" },
  netcontrib: {
    read: "method",
    mute: "verbose nchar.trts common random",
    only: "hatmatrix.F1000=FALSE study=FALSE",
  },
  netcomb: { read: components, mute: `${display} ${componentsMute}` },
  discomb: {
    read: `TE seTE treat1 treat2 studlab subset ${components}`,
    mute: `${display} ${componentsMute}`,
  },
  netmetabin: {
    read: "sm method method.tau level.ma level.comb level.predict tau.preset reference.group",
    mute: `${network.mute} details.chkdata prediction random`,
    only: "cc.pooled=FALSE allincr=FALSE addincr=FALSE method.incr=only0 allstudies=FALSE baseline.reference=TRUE sep.trts=: tol.multiarm=0.001",
  },
  pairwise: {
    read: "treat event n studlab sm incr",
    mute: "data warn append keep.all.comparisons",
    only: "allincr=FALSE addincr=FALSE method.incr=only0 allstudies=FALSE",
  },

  reitsma: {
    read: "formula method correction correction.control level subset",
    mute: "data control",
    only: "alphasens=1 alphafpr=1 TP=TP FN=FN FP=FP TN=TN",
  },
  madad: { read: "level correction correction.control", mute: "suppress digits", only: "method=wilson" },
  madauni: { read: "type method correction correction.control", mute: "suppress", only: "level=0.95" },
  glmer: { read: "family", mute: "data control start verbose na.action", only: "nAGQ=1" },
  dca: { read: "formula thresholds time", mute: "data label" },

  survfit: {
    read: "formula weights subset conf.int conf.type conf.lower start.time type stype ctype robust id cluster newdata",
    mute: "data na.action timefix se.fit influence model",
    only: "error=greenwood censor=TRUE individual=FALSE",
  },
  summary: { read: "times", mute: "censored scale data.frame" },
  survdiff: { read: "formula rho gamma subset", mute: "data na.action timefix" },
  coxph: coxFit,
  "coxph.control": { read: "eps iter.max", mute: "toler.chol toler.inf outer.max timefix" },
  survreg: {
    read: "formula dist weights scale subset robust cluster",
    mute: "data na.action control init model x y score",
  },
  concordance: {
    read: "formula object weights subset cluster timewt reverse ymin ymax newdata",
    mute: "data na.action influence ranks timefix keepstrata",
  },
  "cox.zph": { read: "transform terms singledf global" },
  basehaz: { read: "centered" },
  Surv: { read: "time time2 event", only: "type=right origin=0" },
  crr: {
    read: "ftime fstatus cov1 failcode cencode subset",
    mute: "na.action gtol maxiter init variance data",
  },
  cuminc: { read: "ftime fstatus group strata rho cencode subset", mute: "na.action data" },
  timepoints: { read: "times w" },

  roc: {
    read: "response predictor direction percent smooth subset",
    mute: "data algorithm quiet auc ci plot na.rm",
  },
  auc: { read: "response predictor direction percent subset", mute: "data quiet" },
  "ci.auc": {
    read: "response predictor direction conf.level subset",
    mute: "data quiet",
    only: "method=delong",
  },
  "roc.test": {
    read: "response predictor1 predictor2 method alternative conf.level paired",
    mute: "data quiet progress parallel boot.n boot.stratified ties.method reuse.auc",
  },
  "multiclass.roc": { read: "response predictor direction levels percent", mute: "data quiet" },

  glm: {
    read: "formula family weights offset subset",
    mute: "data na.action start etastart mustart control model x y singular.ok epsilon maxit",
    only: "method=glm.fit",
  },
  lrm: {
    read: "formula penalty subset",
    mute: "data na.action model x y linear.predictors se.fit tol maxit eps",
    only: "normwt=FALSE scale=FALSE method=lrm.fit",
  },
  logistf: {
    read: "formula alpha weights subset",
    mute: "data control plcontrol model",
    only: "pl=TRUE firth=TRUE",
  },
  glmnet: {
    read: "x y family weights offset alpha lambda standardize intercept thresh penalty.factor lower.limits upper.limits relax",
    mute: "maxit type.gaussian type.logistic trace.it",
    only: "standardize.response=FALSE",
  },
  "cv.glmnet": {
    read: "x y family weights offset alpha lambda standardize intercept thresh penalty.factor lower.limits upper.limits relax foldid type.measure",
    mute: "nfolds keep parallel trace.it maxit type.gaussian type.logistic",
    only: "alignment=lambda grouped=TRUE",
  },
  "rcspline.eval": { read: "x knots nk inclx norm", only: "type=ordinary pc=FALSE" },
  "val.prob": {
    read: "p y",
    mute: "pl smooth logistic.cal xlab ylab lim emax.lim legendloc statloc riskdist cex mkh connect.group connect.smooth g.group evaluate nmin",
  },
  "hoslem.test": { read: "x y g" },

  "fisher.test": { read: "x conf.level alternative or simulate.p.value", mute: tests },
  "chisq.test": { read: "x correct simulate.p.value", mute: "B" },
  "mcnemar.test": { read: "x correct" },
  "p.adjust": { read: "p method" },
  "binom.test": { read: "x n conf.level", only: "alternative=two.sided" },
  "prop.test": { read: "x n conf.level", only: "alternative=two.sided" },
  pnorm: distribution,
  pt: distribution,
  pchisq: { ...distribution, read: `${distribution.read} ncp` },
  pf: distribution,
  pbeta: distribution,
  pgamma: { ...distribution, only: "rate=1 scale=1" },
  pbinom: distribution,
  phyper: distribution,
  qnorm: distribution,
  qt: distribution,
  qchisq: distribution,
  qf: distribution,
  qbeta: distribution,
  qgamma: { ...distribution, only: "rate=1 scale=1" },
};
