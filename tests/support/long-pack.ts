import { PDFDocument } from '@cantoo/pdf-lib';
import { v7 } from 'uuid';
import type { Person } from '../../src/domain/access/standing.ts';
import { keepFile } from '../../src/server/files.ts';
import type { TestDatabase } from './database.ts';
import { freezeAPack } from './furnish.ts';
import { arrive, fixtureBytes } from './papers.ts';

/** A PDF of so many pages, each of which says which paper and which page it is. */
async function pdfOf(paper: number, pages: number): Promise<Uint8Array> {
  const source = await PDFDocument.load(fixtureBytes('nested_outline.pdf'));
  const pdf = await PDFDocument.create();
  const from = Array.from({ length: pages }, (_, at) => at % source.getPageCount());
  for (const page of await pdf.copyPages(source, from)) pdf.addPage(page);
  pdf.getPages().forEach((page, at) => page.drawText(`Paper ${paper}, its page ${at + 1}`, { x: 40, y: 40, size: 9 }));
  return pdf.save();
}

/**
 * A frozen pack of so many papers, so many pages each, put in place as intake would leave them without reading every
 * page: what is tried is the making of the book. Returns the pack's id.
 */
export async function longPack(
  db: TestDatabase,
  officer: Person,
  caseFileId: string,
  papers: number,
  pagesEach: number,
): Promise<string> {
  const { councilId, personId } = officer;
  for (let paper = 1; paper <= papers; paper++) {
    const evidenceItemId = v7();
    const arrived = await arrive(councilId, await pdfOf(paper, pagesEach));
    const title = `Report ${String(paper).padStart(2, '0')}`;
    await db.owner`insert into evidence_item
      (council_id, case_file_id, evidence_item_id, title, file_name, media_type, bytes, sha256, pages, state, scan, added_by, added_side)
      values (${councilId}, ${caseFileId}, ${evidenceItemId}, ${title}, ${`${title}.pdf`}, 'application/pdf', ${arrived.bytes}, ${arrived.sha256},
        ${pagesEach}, 'ready', 'clean', ${personId}, 'council')`;
    await db.owner`insert into evidence_page (council_id, case_file_id, evidence_item_id, page, words, width_pt, height_pt)
      select ${councilId}, ${caseFileId}, ${evidenceItemId}, page, 'Its words.', 612, 792 from generate_series(1, ${pagesEach}) page`;
    await db.owner`insert into check_row (council_id, case_file_id, check_row_id, kind, title, evidence_item_id, added_side, position)
      values (${councilId}, ${caseFileId}, ${v7()}, 'medical', ${title}, ${evidenceItemId}, 'council', ${paper})`;
    await keepFile(arrived, councilId, evidenceItemId);
  }
  return freezeAPack(officer, caseFileId);
}
