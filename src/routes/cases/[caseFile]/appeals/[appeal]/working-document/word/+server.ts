import { error } from '@sveltejs/kit';
import { recordFor, underScope } from '#domain/access/scoped.server.ts';
import { inWords } from '#domain/calendar/words.ts';
import { today } from '#domain/calendar/today.ts';
import { capital } from '#domain/cases/about.ts';
import { findSpace } from '#domain/spaces/store.server.ts';
import { paragraphsIn } from '#domain/tribunal/working/paragraphs.server.ts';
import { workingDocument } from '#domain/tribunal/working/place.server.ts';
import { workingWord } from '#domain/tribunal/working/working-word.server.ts';
import { now } from '#server/clock.ts';
import { caseScopeOf } from '../../../../../../act.ts';
import { appealHere } from '../../../../../../appeal-page.server.ts';
import { nameOf } from '../working.server.ts';
import type { RequestHandler } from './$types';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The working document as it stands, for Word or LibreOffice. Its name says nothing of the child. */
export const GET: RequestHandler = async (event) => {
  const scope = caseScopeOf(event);
  const { name, paragraphs } = await underScope(scope, async (tx) => {
    const appeal = await appealHere(tx, scope, event);
    const space = await findSpace(tx, scope, workingDocument(appeal.appealId));
    if (!space) error(404, 'Not found');
    await recordFor(tx, scope, { action: 'working.downloaded', target: space.spaceId });
    return { name: nameOf(appeal), paragraphs: await paragraphsIn(tx, scope, space.spaceId) };
  });
  const file = await workingWord({ about: capital(name), asAt: inWords(today(now)), paragraphs });
  return new Response(new Uint8Array(file), {
    headers: {
      'content-type': WORD,
      'content-disposition': 'attachment; filename="working-document.docx"',
      'cache-control': 'private, no-store',
    },
  });
};
