import { and, eq } from 'drizzle-orm';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { childPage } from './schema.server.ts';

/** The child's own words. Null, or a null `askedOn`, means nobody has asked yet, and the page says so. */
export interface ChildWords {
  ownWords: string | null;
  goodDay: string | null;
  wantGrownUpsToKnow: string | null;
  helpedBy: string | null;
  askedOn: CalendarDate | null;
}

export interface ChildPage extends ChildWords {
  /** Who wrote it down here last, and when; null while nobody has. */
  writtenBy: string | null;
  updatedAt: Date | null;
}

const blank: ChildPage = {
  ownWords: null,
  goodDay: null,
  wantGrownUpsToKnow: null,
  helpedBy: null,
  askedOn: null,
  writtenBy: null,
  updatedAt: null,
};

/** Reads the child's page of the case file in hand. */
export async function childPageOf(tx: Tx, { councilId, caseFileId }: CaseScope): Promise<ChildPage> {
  const [row] = await tx
    .select({
      ownWords: childPage.ownWords,
      goodDay: childPage.goodDay,
      wantGrownUpsToKnow: childPage.wantGrownUpsToKnow,
      helpedBy: childPage.helpedBy,
      askedOn: childPage.askedOn,
      writtenBy: person.fullName,
      updatedAt: childPage.updatedAt,
    })
    .from(childPage)
    .leftJoin(person, and(eq(person.councilId, childPage.councilId), eq(person.personId, childPage.updatedBy)))
    .where(and(eq(childPage.councilId, councilId), eq(childPage.caseFileId, caseFileId)));
  return row ?? blank;
}

/**
 * Writes down what the child said. `seenAt` is the moment of the page the writer was shown: when somebody else has
 * written since, nothing is changed and the answer is `overtaken`, because a child's words are never silently replaced.
 */
export async function writeChildPage(
  tx: Tx,
  scope: CaseScope<'child:write'>,
  words: ChildWords,
  seenAt: Date | null,
  now: Date,
): Promise<'written' | 'overtaken'> {
  await assertStillStanding(tx, scope);
  const { councilId, caseFileId, personId } = scope;
  const row = { ...words, updatedBy: personId, updatedAt: now };
  const written = seenAt
    ? await tx
        .update(childPage)
        .set(row)
        .where(
          and(
            eq(childPage.councilId, councilId),
            eq(childPage.caseFileId, caseFileId),
            eq(childPage.updatedAt, seenAt),
          ),
        )
        .returning()
    : await tx
        .insert(childPage)
        .values({ councilId, caseFileId, ...row })
        .onConflictDoNothing()
        .returning();
  if (written.length === 0) return 'overtaken';
  await recordFor(tx, scope, { action: 'child.written', detail: { ...words } });
  return 'written';
}
