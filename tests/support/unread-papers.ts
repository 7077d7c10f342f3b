import { v7 } from 'uuid';
import type { Person } from '../../src/domain/access/standing.ts';
import type { TestDatabase } from './database.ts';

/** Papers that wait, were taken away or are of a class that never goes out, and what somebody keeps to themselves. */
export async function papersNobodyReads(
  sql: Parameters<Parameters<TestDatabase['owner']['begin']>[1]>[0],
  of: { council_id: string; case_file_id: string },
  officer: Person,
  say: (what: string) => string,
) {
  const papers = [
    ['held', 'case'],
    ['recalled', 'case'],
    ['ready', 'legal'],
    ['ready', 'private:family'],
    ['ready', 'safeguarding'],
    ['ready', 'mediator'],
  ] as const;
  for (const [state, kept] of papers) {
    const item = {
      ...of,
      evidence_item_id: v7(),
      state,
      class: kept,
      title: say(`${state} ${kept}`),
      file_name: 'x.pdf',
      media_type: 'application/pdf',
    };
    await sql`insert into evidence_item ${sql({ ...item, bytes: 1, sha256: 'x', pages: 1, scan: 'clean', added_by: officer.personId, added_side: 'council' })}`;
    await sql`insert into evidence_page ${sql({ ...of, evidence_item_id: item.evidence_item_id, page: 1, words: say(`page ${state} ${kept}`), width_pt: 1, height_pt: 1 })}`;
    await sql`insert into paper_comment ${sql({ ...of, paper_comment_id: v7(), evidence_item_id: item.evidence_item_id, page: 1, kind: 'comment', side: 'council', words: say(`unshared ${state}${kept}`), by: officer.personId })}`;
  }
}
