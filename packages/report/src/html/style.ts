import { figureStyles, themeProperties } from "@erbium/figures";
import { say } from "../words.ts";

/** A CSS string literal that nothing can break out of: every character but letters, digits and spaces is escaped. */
const cssString = (text: string): string =>
  `"${[...text].map((c) => (/[A-Za-z0-9 ]/.test(c) ? c : `\\${(c.codePointAt(0) ?? 0xfffd).toString(16)} `)).join("")}"`;

/**
 * The page's style sheet. Sizes: 13 px text, 11.5 px notes, 21 px sentence; weights 400 and 600; an 8 px rhythm; hairlines, no
 * boxes, no shadows. Colours come from the figures' palette so that text and drawings agree in both themes.
 */
export const styleSheet = (caseId: string | null): string => `
:root{color-scheme:light dark;${themeProperties("light")}}
@media (prefers-color-scheme:dark){:root{${themeProperties("dark")}}}
${figureStyles}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:8px}
body{margin:0;background:var(--paper);color:var(--ink);font:400 13px/1.5 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans","Liberation Sans",sans-serif;font-variant-numeric:tabular-nums lining-nums;overflow-wrap:break-word}
:lang(zh),:lang(ja){font-family:"PingFang SC","Microsoft YaHei","Hiragino Sans","Noto Sans CJK SC",sans-serif;line-height:1.75}
:lang(ko){font-family:"Apple SD Gothic Neo","Malgun Gothic","Noto Sans CJK KR",sans-serif;line-height:1.75}
header,main,footer{max-width:1088px;margin:0 auto;padding:0 24px}
h1,h2,h3,h4,p,ul,ol,dl,figure,blockquote,table{margin:0;padding:0;font-size:inherit;font-weight:400}
h1{font-weight:600}
h2{font-weight:600;margin:0 0 8px;padding-top:8px;border-top:1px solid var(--ink)}
h3,h4{font-weight:600;margin:16px 0 4px}
strong{font-weight:600}
a{color:inherit;text-decoration-color:var(--faint);text-underline-offset:2px}
a:hover{text-decoration-color:currentColor}
:focus-visible{outline:2px solid var(--violet);outline-offset:2px}
main:focus{outline:none}
ul{list-style:none}
li{margin:0}
code{font:inherit;overflow-wrap:anywhere}
.hidden{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-9999px}.skip:focus{left:8px;top:8px;background:var(--paper);padding:8px}
.mark{display:inline-block;vertical-align:-1px;flex:none}
.fig{display:block;max-width:100%;height:auto;overflow:visible}
.more,.note,.legend,.date,.none,nav,.scope,.cite,.ref,summary,.head,figcaption{font-size:11.5px;line-height:1.45;color:var(--muted)}
.num,.date{font-variant-numeric:tabular-nums lining-nums}
.nowrap,.num{white-space:nowrap}
.cite{white-space:nowrap}#network .cite,.outcome .cite{white-space:normal}.cite a,.ref{text-decoration:none}.cite a:hover,.ref:hover{text-decoration:underline}
.unconfirmed,.doubt,.disputed{color:var(--amber)}
.unconfirmed,.disputed{border-bottom:1px dotted currentColor}
.unfavourable,.stop .severity,.severity.stop{color:var(--vermilion)}
.caution .severity,.watch .severity,.severity.caution,.severity.watch{color:var(--amber)}
.severity{font-weight:600}
.masthead{display:flex;flex-wrap:wrap;gap:0 24px;justify-content:space-between;align-items:baseline;padding-top:16px}.masthead .case{flex:1 0 100%}
.brand{color:var(--violet);margin-right:8px}
.scope{text-align:right;flex:none}
nav{border-top:1px solid var(--hairline);margin-top:8px;padding:4px 0}
nav ul{display:flex;flex-wrap:wrap;gap:0 16px}
nav a{text-decoration:none;display:inline-block;padding:3px 0}nav a:hover{text-decoration:underline}
.sentence{font-size:21px;line-height:1.35;margin:24px 0;max-width:56em;text-wrap:pretty}
section{margin:0 0 32px}
section>p,section li>p{max-width:80em}
.state{margin-bottom:2px}
.status{color:var(--violet);margin-right:8px}
.status.equivocal,.status.indeterminate{color:var(--amber)}
.status.negative{color:var(--slate)}
.note{margin-bottom:8px}
.eligible{color:var(--violet);font-weight:600}
.open,.needed,.flags{margin-top:8px}
.open li{color:var(--amber)}
.drawing{margin:8px 0 16px;max-width:880px}
.drawing .wide .fig{width:100%}
.ranked{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 32px;align-items:start}
.narrow{display:none}
details>summary{cursor:pointer;width:fit-content;padding:3px 0}
details>summary:hover{color:var(--ink)}
.behind{margin-top:4px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;text-align:left}
th{font-weight:400}
td,th{vertical-align:top;padding:4px 16px 4px 0}
td:last-child,th:last-child{padding-right:0}
thead th{font-size:11.5px;color:var(--muted);border-bottom:1px solid var(--faint);vertical-align:bottom}
tbody tr{border-bottom:1px solid var(--hairline)}
.name{font-weight:600}
table.options{table-layout:fixed}
.options>thead>tr>th:nth-child(1){width:24px}.options>thead>tr>th:nth-child(2){width:24%}.options>thead>tr>th:nth-child(3){width:142px}.options>thead>tr>th:nth-child(4){width:240px}
.options>tbody>tr{border:0}.options>tbody{border-bottom:1px solid var(--hairline)}
.options>tbody>tr>td,.options>tbody>tr>th{padding-top:8px}
.options .rank{color:var(--muted);white-space:nowrap;padding-right:0}
.options .regimen span{display:block}
.options>tbody.tier{border:0}.options>tbody.tier>tr>th{padding:10px 0 0;font-size:11.5px;line-height:1.45;color:var(--muted)}.tier strong{color:var(--ink)}.tier .kind{color:var(--slate);font-weight:600}
.options>tbody>.why>td{padding:0 0 8px 24px}
.options .why summary{padding-top:0}
.head{display:none}
.agencies li{display:grid;grid-template-columns:16px minmax(42px,max-content) auto;column-gap:0;align-items:baseline}
.strip{margin:1px 0 0 -5px}
.cautions li,.before li{padding-left:17px;text-indent:-17px}
.cautions li .mark,.before li .mark{text-indent:0;margin-right:2px}
.cautions li+li{margin-top:3px}
.missing{color:var(--amber);margin-top:3px}
.stack .head{display:none}
.before{margin-bottom:8px}.before p{font-weight:600}
.legend{margin:4px 0}.legend .mark{margin-left:8px}.legend .mark:first-child{margin-left:0}
.agencies .silent{grid-template-columns:16px auto}
.rejections{list-style:none}.rejections li{padding:2px 0}
.rejections details:not([open]),.rejections details:not([open])>summary{display:inline}.rejections details ul{list-style:disc;padding-left:16px}.rejections details .agencies{list-style:none;padding:0}
.rates .drawn{display:grid;grid-template-columns:88px 1fr;gap:0 6px}.rate .fig{display:block}
.open-parts{color:var(--amber)}
.detail{padding:0 0 8px 0}
.detail ul,.statements,section>ul,.positions ul{list-style:disc;padding-left:16px}
.detail .conditions{list-style:none;padding:0}
.detail .agencies,.open,.needed,.flags{list-style:none!important;padding:0!important}
.alterations th:first-child{width:26%}.alterations td:nth-child(2){width:24%}.alterations td:nth-child(4){width:16%}
.labels td:nth-child(2){width:26%}.labels th:first-child{width:56px}
.outcome{margin-top:8px}
.all-cautions{list-style:none}
.all-cautions>li{display:grid;grid-template-columns:32px 1fr;padding:6px 0;border-bottom:1px solid var(--hairline)}
.all-cautions>.watch{padding:3px 0;border:0}.all-cautions>.watch div{display:block}.all-cautions>.watch p{display:inline}
.options .name::first-letter,.reasons .name::first-letter{text-transform:uppercase}
.all-cautions ul{list-style:disc;padding-left:16px}
.positions{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,320px),1fr));gap:8px 32px}
.position{border-left:2px solid var(--violet);padding-left:12px}
.conflict{padding-bottom:12px;margin-bottom:4px;border-bottom:1px solid var(--hairline)}
.conflict h3{margin-top:8px}
.conflict>p{margin-top:8px}
.sources{padding-left:32px}
.sources li{padding:3px 0}
.sources li::marker{color:var(--muted);font-variant-numeric:tabular-nums}
.address{display:block;font-size:11.5px;line-height:1.45;color:var(--muted);overflow-wrap:anywhere}
.retracted{text-decoration:line-through}
blockquote{margin:4px 0 4px 12px;padding-left:12px;border-left:1px solid var(--faint);white-space:pre-wrap}
.later{margin-top:8px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 24px;margin-top:8px}
dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}
footer{border-top:1px solid var(--hairline);padding-top:8px;padding-bottom:24px;font-size:11.5px;color:var(--muted)}
.paper,.paper-inline{display:none}
:target{background:var(--wash)}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media screen and (max-width:720px){
body{font-size:14px}
header,main,footer{padding:0 16px}
.masthead{display:block}.scope{text-align:left;margin-bottom:4px}
nav ul{gap:0 14px}nav a{padding:6px 0}
details>summary{padding:8px 0}
.sentence{font-size:18px;margin:16px 0}
.wide{display:none}.narrow{display:block}
.ranked{grid-template-columns:minmax(0,1fr)}
.narrow{overflow-x:auto}
.options>thead,.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table.options,.options>tbody,.options>tbody>tr,.options>tbody>tr>td,.options>tbody>tr>th{display:block;width:auto!important}
.options>tbody{position:relative;padding:8px 0}
.options>tbody>tr>td,.options>tbody>tr>th{padding:4px 0 4px 24px}
.options .rank{position:absolute;left:0;top:8px;padding:4px 0}
.options>tbody>.why>td{padding-left:24px}
.head{display:block}.stack .head{display:inline}.stack .head::after{content:": "}
.labels li{grid-template-columns:16px minmax(48px,max-content) auto}
table.stack,.stack tbody,.stack tr,.stack td,.stack th{display:block;width:auto!important}
.stack td,.stack th{padding:2px 0}
.stack tr{padding:6px 0}
dl{grid-template-columns:1fr}dd{margin-bottom:6px}
}
@page{size:A4;margin:11mm 13mm 14mm;@bottom-left{content:${cssString(pageFooter(caseId))};font:7.5pt Arial,"Liberation Sans",sans-serif;color:#595966}@bottom-right{content:counter(page) " / " counter(pages);font:7.5pt Arial,"Liberation Sans",sans-serif;color:#595966}}
@media print{
:root{color-scheme:light;${themeProperties("light")}}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
html{scroll-behavior:auto}
body{font-size:7.75pt;line-height:1.28}
header,main,footer{max-width:none;padding:0}
.masthead{padding-top:0}
nav,.skip,.behind,.behind-row,.options .why,footer,.screen,.quotes,.by-name{display:none!important}
.paper{display:block}.paper-inline{display:inline}
.more,.note,.legend,.date,.none,.scope,.cite,.ref,summary,.address,thead th,.agencies li,.columns{font-size:7pt;line-height:1.25}
.sentence{font-size:11pt;margin:4px 0 6px;line-height:1.22}
section{margin-bottom:7px}
section>p,section li>p{max-width:none}
h2{padding-top:3px;margin-bottom:3px;break-after:avoid}
h3,h4{margin:5px 0 1px;break-after:avoid}
td,th{padding:1px 8px 1px 0}
thead{display:table-header-group}
.columns{columns:2;column-gap:20px}
.columns>h3:first-child,.columns>:first-child>h3{margin-top:0}
.options>tbody>tr>td,.options>tbody>tr>th{padding-top:2px;padding-bottom:1px}
.options>tbody.tier>tr>th{padding:3px 0 0;font-size:7pt}
.options>thead>tr>th:nth-child(1){width:20px}.options>thead>tr>th:nth-child(2){width:21%}.options>thead>tr>th:nth-child(3){width:108px}.options>thead>tr>th:nth-child(4){width:162px}.options>tbody.tier{break-after:avoid}
.agencies li{grid-template-columns:13px minmax(32px,max-content) auto}.strip{margin-bottom:-3px}
.cautions li+li,.missing{margin-top:0}
.drawing{margin:1px 0 2px;max-width:none}
.drawing.twice .wide{display:none}
.note{margin-bottom:2px}
.open,.needed,.flags{margin-top:2px}
.open li,.needed li{font-size:7.25pt;line-height:1.25}
.page-one{break-after:page}
#state,#alterations,#options{border-top:1px solid var(--ink);display:flow-root}#alterations h2+.none{padding-top:3px}#state h2,#alterations h2,#options h2{float:left;margin-right:14px;border:0}#state .state{padding-top:3px}#state{padding-top:3px}#state h2{padding-top:0}#state .note{padding-left:0}.before{clear:left}#state .state,#state .note{display:inline}#state .note::before{content:" "}#state .drawing{clear:left}
#options .legend{padding-top:3px;margin:0}
.before{display:flex;gap:10px;margin-bottom:1px}.before p{flex:none}
.alterations{border-top:0}.alterations thead{display:none}.alterations tr{display:block;padding:1px 0}.alterations td,.alterations th{display:inline;padding:0 8px 0 0}.alterations td br{display:none}
.stack tr,.options>tbody,tbody tr,.all-cautions>li,.sources li,.position,figure,blockquote,.rejections li,.rates li,.paper-labels li{break-inside:avoid}
.reasons{margin-bottom:4px}.reasons h3{margin-bottom:0;display:grid;grid-template-columns:14px 1fr}.reasons p::first-letter{text-transform:uppercase}
.beside:has(.drawing){display:grid;grid-template:repeat(5,auto) 1fr/46% 1fr;column-gap:20px;align-items:start}.beside h2{grid-column:1/-1}.beside .drawing{grid-row:2/7}.beside .legend,.beside .told{grid-column:2}.beside .drawing .wide{display:none}.beside .drawing .narrow{display:block}.beside .told .statements{columns:1}
.scroll{overflow:visible}
.ranked{grid-template-columns:58% 1fr;gap:0 14px;break-inside:avoid}.ranked td,.ranked th{padding:1px 6px 1px 0;font-size:7pt;line-height:1.2}#network>ul,#network>p,#network td{font-size:7pt;line-height:1.25}#network>p{margin:2px 0}
details::details-content{content-visibility:visible;display:block;block-size:auto;height:auto}
details>summary{list-style:none;font-weight:600;break-after:avoid;padding:0}
.later{margin-top:3px}
.told .statements{columns:2;column-gap:20px;font-size:7pt;line-height:1.25}.told .statements li{break-inside:avoid}
a{text-decoration:none}
:target{background:none}
.all-cautions>li{grid-template-columns:22px 1fr;padding:1.5px 0}.all-cautions>.watch{padding:1px 0}
.concerns{display:inline}.all-cautions ul.more{font-size:6.75pt;line-height:1.2}
.conflict{padding-bottom:3px;margin-bottom:2px}.conflict h3{margin-top:2px}.conflict>p{margin-top:1px}.conflict .positions{display:block}.conflict .position{border:0;padding:0}.conflict .position p{display:inline}
#similar .positions{grid-template-columns:1fr 1fr}
.sources{columns:3;column-gap:16px;padding-left:0;list-style:none;font-size:6.5pt;line-height:1.2}
.sources li{padding:0 0 1.5px}.sources .title{line-height:inherit}.sources .title::before{content:counter(list-item) " ";color:var(--muted)}
.address{display:inline;font-size:6pt;line-height:1.2}
dl{margin-top:2px;gap:0 16px;font-size:7pt;line-height:1.25}
#method p,#method ul{font-size:7pt;line-height:1.25}
}
`;

const pageFooter = (caseId: string | null): string =>
  caseId === null ? say("page.footer") : `${say("case", { id: caseId })}. ${say("page.footer")}`;
