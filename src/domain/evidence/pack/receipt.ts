import { closed } from '../list/check.ts';
import type { Manifest } from './manifest.ts';
import { frozenView } from './pack-view.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const safe = (text: string): string => text.replace(/[&<>"']/g, (mark) => escapes[mark]!);
const paragraph = (text: string | null): string => (text ? `<p class="words">${safe(text)}</p>` : '');
const list = (items: readonly string[]): string =>
  items.length > 0 ? `<ul>${items.map((item) => `<li>${safe(item)}</li>`).join('')}</ul>` : '<p>Nothing.</p>';

const style = `body{font:1.05rem/1.5 'Atkinson Hyperlegible Next',Arial,sans-serif;color:#1b2430;max-width:46rem;margin:2rem auto;padding:0 1rem}
h1,h2,h3{line-height:1.25;break-after:avoid}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid #999}
tr{break-inside:avoid}.words{white-space:pre-line}.print{font-family:monospace;overflow-wrap:anywhere}pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.75rem}
@media print{body{margin:0;font-size:11pt;color:#000}}`;

/**
 * The receipt as one file that needs nothing else: what the Board will see, who said what, and the fingerprint, with
 * the exact text it was made from, so that anybody can make it again. Everything people wrote is escaped.
 */
export function receiptHtml(manifest: Manifest, manifestText: string, sha256: string): string {
  const view = frozenView(manifest, sha256);
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>What the Board will see: ${safe(manifest.reference)}</title><style>${style}</style></head>
<body><h1>What the Board will see</h1>
<p>${safe(manifest.councilName)}. Reference ${safe(manifest.reference)}. Number ${view.number}.</p>
<p>${safe(view.frozen)} ${view.boardOn ? `The Board meets on ${safe(view.boardOn)}.` : ''}</p>
<p><strong>${safe(view.size)}.</strong> Fingerprint:</p><p class="print">${view.fingerprint}</p>
<h2>Contents</h2><table><tbody>${contentsRows(view)}</tbody></table>
<h2>Who said that this is everything</h2>${list(view.confirmed)}
<h2>Not here when it was frozen</h2>${list(view.missing.map(({ title, family, council }) => `${title}. ${closed(family)} ${closed(council)}`))}
<h2>${safe(view.child.name)}’s page</h2>${childWords(view.child)}
<h2>In the family’s own words</h2>${paragraph(view.summary) || '<p>Nothing was written.</p>'}
<h2>Points</h2>${view.points.map(pointWords).join('') || '<p>There were none.</p>'}
${exactText(manifest, manifestText)}</body></html>
`;
}

/** What anybody can make the fingerprint again from; kept back when it holds the name of a recalled paper. */
const exactText = ({ contents }: Manifest, manifestText: string): string =>
  contents.some(({ recalled }) => recalled)
    ? '<h2>The exact text of the fingerprint</h2><p>A paper in it was recalled, so the council keeps the text. The fingerprint is still the same.</p>'
    : `<h2>The exact text of the fingerprint</h2><p>The fingerprint is the SHA-256 of this text, in UTF-8, without the line break at either end.</p>
<pre>${safe(manifestText)}</pre>`;

type View = ReturnType<typeof frozenView>;

const contentsRows = ({ sections }: View): string =>
  sections
    .map(({ section, title, entries }) => {
      const rows = entries.map(
        ({ cite, title: entry, about, late }) =>
          `<tr><td>${cite}</td><td>${safe(entry)}${late ? `<br>${safe(late)}` : ''}</td><td>${safe(about)}</td></tr>`,
      );
      return `<tr><th colspan="3" scope="rowgroup">${section}. ${safe(title)}</th></tr>${rows.join('')}`;
    })
    .join('');

function childWords({ ownWords, goodDay, wantGrownUpsToKnow, helpedBy, askedOn }: View['child']): string {
  if (!askedOn) return '<p>Not asked yet.</p>';
  const asked = `<p>Asked on ${safe(askedOn)}.${helpedBy ? ` ${safe(helpedBy)} helped.` : ''}</p>`;
  return paragraph(ownWords) + paragraph(goodDay) + paragraph(wantGrownUpsToKnow) + asked;
}

function pointWords({ number, title, stateInWords, agreed, family, council }: View['points'][number]): string {
  const both = `<h4>Family</h4>${paragraph(family) || '<p>No words.</p>'}<h4>Council</h4>${paragraph(council) || '<p>No words.</p>'}`;
  return `<h3>Point ${number}: ${safe(title)}</h3><p>${safe(stateInWords)}</p>${agreed === null ? both : paragraph(agreed)}`;
}
