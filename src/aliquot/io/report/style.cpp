// Calm, made for paper first; the page needs neither the script nor a wide screen to be read.
#include "aliquot/io/report/style.hpp"

namespace aliquot::report {

namespace {

constexpr std::string_view css = R"css(
:root{--ink:#1c2128;--soft:#57606a;--rule:#d5d9de;--paper:#f6f5f1;--ours:#0f5c7a;--theirs:#a04a00;
--good:#1a6b3c;--bad:#b3261e}
*{box-sizing:border-box}
html{font-size:16px;-webkit-text-size-adjust:100%}
body{margin:0;color:var(--ink);background:#fff;line-height:1.5;
font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main,footer{max-width:1120px;margin:0 auto;padding:0 28px}
h1,h2,.big,.lead{font-family:Charter,"Bitstream Charter","Iowan Old Style",Georgia,
"Times New Roman",serif;text-wrap:balance}
h1{font-size:2.5rem;line-height:1.15;font-weight:600;margin:.1em 0 .2em;overflow-wrap:anywhere}
h2{font-size:1.6rem;font-weight:600;margin:0 0 .4em;line-height:1.25}
h3{font-size:1.05rem;margin:0 0 .5em;line-height:1.35}
p{margin:0 0 .8em;max-width:46em}
header{padding-top:44px}
section{padding:26px 0 14px;border-top:1px solid var(--rule);margin-top:22px}
header+section{border-top:0;padding-top:4px;margin-top:10px}
.kicker{color:var(--soft);margin:0;font-size:.95rem}
.period{color:var(--soft)}
.rule{max-width:46em}
.lead{font-size:1.3rem;line-height:1.45;text-wrap:pretty}
.fine{font-size:.82rem;color:var(--soft)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
nav{font-size:.9rem;padding-top:6px}
nav a{color:var(--ours);margin-right:1.2em;white-space:nowrap;display:inline-block}
.cards{display:grid;grid-template-columns:repeat(3,1fr);gap:1px;background:var(--rule);
border:1px solid var(--rule);margin:0 0 24px}
.card{background:#fff;padding:14px 16px}
.card dt{font-size:.88rem;color:var(--soft)}
.card dd{margin:0}
.big{font-size:1.9rem;line-height:1.2;color:var(--ours);font-variant-numeric:tabular-nums}
.note{font-size:.85rem}
.happened{font-size:.88rem;color:var(--theirs);font-weight:600;margin-top:.35em!important}
.happened span{font-weight:400}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.9rem}
th,td{padding:5px 10px;text-align:right;vertical-align:top;border-bottom:1px solid var(--rule)}
thead th{vertical-align:bottom;font-weight:600;border-bottom:1.5px solid var(--ink);
line-height:1.25}
th:first-child,.words{text-align:left}
tbody th{font-weight:400}
th small{color:var(--soft)}
td.was,th.was{color:var(--theirs)}
.brief{width:100%;margin-bottom:8px}
.wide{width:100%}
.wide td.words{min-width:10em}.wide tbody th{min-width:7.5em}
.sortable{font-size:.86rem}.sortable th,.sortable td{padding:4px 8px}
.sortable td.words{min-width:17em}
.brief td.words{color:var(--soft)}
tr.sum th,tr.sum td{font-weight:600;border-top:1.5px solid var(--ink)}
.scroll{overflow-x:auto;margin-bottom:14px;max-width:100%}
.tall{max-height:82vh;overflow:auto;border:1px solid var(--rule)}
.tall thead th{position:sticky;top:0;background:var(--paper);z-index:2}
.tall th:first-child{position:sticky;left:0;background:#fff;z-index:1;min-width:9.5em}
.tall thead th:first-child{background:var(--paper);z-index:3}
thead [role=button]{cursor:pointer}
thead [role=button]::after{content:"\a0↕";color:var(--soft)}
th[aria-sort=ascending] [role=button]::after{content:"\a0↑"}
th[aria-sort=descending] [role=button]::after{content:"\a0↓"}
.search{display:block;margin-bottom:10px;font-size:.95rem}
.search input{font:inherit;padding:6px 10px;border:1px solid #8c959f;border-radius:4px;
width:min(100%,22em);margin-left:.4em}
figure{margin:0}
figcaption{font-weight:600;margin-bottom:4px}
svg{display:block;width:100%;height:auto;overflow:visible}
svg text{font-family:inherit;fill:var(--ink)}
svg.defs{position:absolute;width:0;height:0}
.maps,.charts,.dotted,.stories{display:grid;grid-template-columns:1fr 1fr;gap:26px 30px;
margin-bottom:12px}
.charts1{grid-template-columns:minmax(0,720px)}
defs path,.map circle{stroke:#fff;stroke-width:.6px;vector-effect:non-scaling-stroke}
.map circle{stroke:#57606a;stroke-width:.8px}
.map use.bn,.map use.b0{stroke:#8c959f}
.rest{fill:#e3e3df}
.b0{fill:#fff3b0;background:#fff3b0}.b1{fill:#d3eab0;background:#d3eab0}
.b2{fill:#8fd3ba;background:#8fd3ba}.b3{fill:#41b0c4;background:#41b0c4}
.b4{fill:#1d83bb;background:#1d83bb}.b5{fill:#2456a0;background:#2456a0}
.b6{fill:#0b2566;background:#0b2566}
.bn{fill:url(#hatch);background:repeating-linear-gradient(45deg,#8c959f 0 2px,#fff 2px 4px)}
.swatch{display:inline-block;width:1.5em;height:.95em;margin-right:.6em;vertical-align:-.1em;
border:1px solid #8c959f}
.legend{align-self:center}
.legend caption,.went caption{text-align:left;font-weight:600;padding-bottom:6px}
.legend table{width:100%;font-size:.85rem}
.legend th,.legend td{padding:3px 8px}
.legend tbody th{white-space:nowrap}
.tick{font-size:12.5px;fill:var(--soft)!important}
.grid{stroke:#e4e6e9}.base{stroke:#8c959f}
.chart .label{font-size:13.5px}
.ours{--hue:var(--ours)}.theirs{--hue:var(--theirs)}
.chart figcaption,.chart .label{color:var(--hue);fill:var(--hue)}
.chart .label.median{font-weight:700}
.chart .band{fill:var(--hue);fill-opacity:.17;stroke:none}
.chart text.band{fill-opacity:1}
.chart polyline{fill:none;stroke:var(--hue);stroke-width:1.6;stroke-linejoin:round}
.chart polyline.median{stroke-width:3.2}
.chart .end{fill:var(--hue)}
.dots .name{font-size:12.5px}
.dots .link{stroke:#8c959f;stroke-width:1.2}
.dots circle.ours{fill:var(--ours)}
.dots circle.theirs{fill:#fff;stroke:var(--theirs);stroke-width:1.8}
.dot{display:inline-block;width:.75em;height:.75em;border-radius:50%;border:2px solid var(--hue)}
.dot.ours{background:var(--hue)}
.severity td{white-space:nowrap}
.severity td:first-child{text-align:right;width:3em}
.severity .interval{width:300px;min-width:220px;padding-top:2px;padding-bottom:2px}
.severity .range{stroke:var(--ours);stroke-width:3;stroke-linecap:round;opacity:.45}
.severity circle.ours{fill:var(--ours)}
.severity circle.doubted{fill:#fff;stroke:var(--theirs);stroke-width:2.2}
.severity .range.doubted{stroke:var(--theirs)}
.doubt{display:block;color:var(--theirs)!important;line-height:1.3}
.stories{gap:18px 22px;align-items:start}
.story{background:var(--paper);padding:16px 18px;border-radius:4px}
.story p{font-size:.9rem;margin-bottom:.45em}
.story h3{font-size:1.05rem}
.story p.fine{font-size:.8rem;margin:0}
.went{width:100%;font-size:.87rem;margin:8px 0}
.went th,.went td{padding:3px 8px 3px 0}
.went th:last-child,.went td:last-child{padding-right:0}
.went .bars{width:26%;text-align:left}
.bars i{display:block;height:.75em;background:var(--ours);margin-top:.3em;min-width:2px}
.sum,.equation{font-variant-numeric:tabular-nums}
p.sum{font-weight:600}
.equation{font-size:1.05rem;line-height:1.8;max-width:none}
.equation span{white-space:nowrap}
.good{color:var(--good);font-weight:600}.bad{color:var(--bad);font-weight:600}
.stack{margin-bottom:12px}
.stack svg{height:34px}
.t0{fill:#0f5c7a;background:#0f5c7a}.t1{fill:#4b93b1;background:#4b93b1}
.t2{fill:#a5cfe0;background:#a5cfe0}.t3{fill:#e9c46a;background:#e9c46a}
.t4{fill:#b8bcc2;background:#b8bcc2}.t5{fill:#7d6b9e;background:#7d6b9e}
.t6{fill:#8b2f1d;background:#8b2f1d}
details{border-bottom:1px solid var(--rule);padding:7px 0;font-size:.92rem}
summary{cursor:pointer}
details ul{margin:.5em 0 .8em;padding-left:1.3em}
details li{margin-bottom:.35em;max-width:60em}
details p{margin:.5em 0}
code,pre,.hash{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;
font-size:.86em}
summary code{color:var(--soft)}
pre{background:var(--paper);padding:12px 14px;white-space:pre-wrap;overflow-wrap:anywhere}
.hash{overflow-wrap:anywhere}
.settings th{white-space:nowrap;color:var(--soft)}
dl.words{display:grid;grid-template-columns:max-content 1fr;gap:6px 20px;max-width:46em}
dl.words dt{font-weight:600}dl.words dd{margin:0}
.plan td,.plan th{font-style:italic}
footer{color:var(--soft);font-size:.85rem;padding-top:18px;padding-bottom:40px}
@media (max-width:820px){
.cards{grid-template-columns:1fr 1fr}
.maps,.charts,.dotted,.stories{grid-template-columns:minmax(0,1fr)}
.chart,.dots{max-width:600px}
}
@media (max-width:520px){
main,footer{padding:0 16px}
h1{font-size:1.8rem}.lead{font-size:1.12rem}.big{font-size:1.5rem}header{padding-top:24px}
.card{padding:11px 12px}
th,td{padding:5px 7px}
.brief{font-size:.85rem}.brief .words{display:none}
.tick{font-size:17px}.chart .label{font-size:17px}
.dots .tick,.dots .name{font-size:15px}
.settings th{white-space:normal}
.tall th:first-child{min-width:7.5em}
dl.words{grid-template-columns:1fr;gap:0}dl.words dd{margin-bottom:.6em}
}
@media print{
@page{size:A4;margin:14mm 13mm 15mm}
html{font-size:11.5px}
main,footer{max-width:none;padding:0}
header{padding-top:0}
nav,.search{display:none}
section{padding:14px 0 6px;margin-top:12px}
h2,h3,figcaption{break-after:avoid}
h2+p{break-after:avoid;break-inside:avoid}
details ul{columns:2;column-gap:22px}
details li{break-inside:avoid}
figure,.maps,.charts,.card,.legend,.story,tr,.equation,.dots{break-inside:avoid}
thead{display:table-header-group}
.scroll,.tall{overflow:visible;max-height:none;border:0}
.tall th:first-child,.tall thead th{position:static}
.cards{grid-template-columns:repeat(3,1fr)}
.maps,.charts,.dotted{grid-template-columns:1fr 1fr;gap:14px 18px}
.chart,.dots{max-width:none}
.charts1{grid-template-columns:minmax(0,420px)}
.stories{display:block;columns:2;column-gap:18px}
.story{margin-bottom:14px;padding:10px 12px}
#map,#each,#participants{break-before:page}
th,td{padding:3px 6px}
table{font-size:.82rem}
.wide td.words{min-width:0}.sortable td.words{min-width:15em}
thead [role=button]::after{content:""!important}
.tick{font-size:14.5px}.chart .label{font-size:15.5px}
.dots .tick,.dots .name{font-size:12.5px}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
)css";

constexpr std::string_view js = R"js(
(function () {
  "use strict";
  var table = document.querySelector("table.sortable");
  if (table) {
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var label = document.createElement("label");
    label.className = "search";
    label.textContent = "Find a participant";
    var input = document.createElement("input");
    input.type = "search";
    label.appendChild(input);
    table.parentNode.parentNode.insertBefore(label, table.parentNode);
    input.addEventListener("input", function () {
      var word = input.value.trim().toLowerCase();
      rows.forEach(function (row) {
        row.hidden = row.textContent.toLowerCase().indexOf(word) < 0;
      });
    });
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    heads.forEach(function (head, column) {
      var words = head.classList.contains("words");
      var button = document.createElement("span");  // a <button> is not repeated on paper
      button.setAttribute("role", "button");
      button.tabIndex = 0;
      button.textContent = head.textContent;
      head.textContent = "";
      head.appendChild(button);
      var key = function (row) {
        var text = row.cells[column].textContent;
        var number = parseFloat(text.replace(/[,%]/g, ""));
        return words ? text : isNaN(number) ? -1 : number;
      };
      button.addEventListener("keydown", function (event) {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        button.click();
      });
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") !== (words ? "ascending" : "descending");
        var way = down === words ? 1 : -1;
        heads.forEach(function (each) { each.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
        rows.slice().sort(function (a, b) {
          var x = key(a), y = key(b);
          return way * (words ? x.localeCompare(y) : x - y) || rows.indexOf(a) - rows.indexOf(b);
        }).forEach(function (row) { table.tBodies[0].appendChild(row); });
      });
    });
  }
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (each) { each.open = true; });
  });
})();
)js";

}  // namespace

std::string_view style() {
    return css;
}

std::string_view script() {
    return js;
}

}  // namespace aliquot::report
