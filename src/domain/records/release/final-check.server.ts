import type { Scope } from '#domain/access/scope.ts';
import { tokensOf } from '#domain/evidence/redaction/redaction.ts';
import type { Tx } from '#server/db.ts';
import { contactsIn, namesIn } from '../flags/flags.ts';
import { knownOfOthers } from '../flags/known.server.ts';
import { otherChildrenIn } from '../gather/gathering.server.ts';
import type { RequestRow } from '../requests/asking.server.ts';
import { asNobody } from '../requests/desk.server.ts';
import { itemsOf, wordsGoingOut, type ItemRow } from './deciding.server.ts';

/** Something in the finished text that somebody should see before it goes. `stops`: it can go out in no case. */
export interface Hit {
  number: number;
  what: string;
  stops: boolean;
}

export interface FinalCheck {
  /** The numbers of what nobody decided about. */
  undecided: number[];
  hits: Hit[];
}

/** SAR7: looks through the finished text for every address, number, e-mail and name that must not be in it, and for what is hidden in one place and stands openly in another. */
export async function finalCheck(tx: Tx, scope: Scope, row: RequestRow): Promise<FinalCheck> {
  const items = await itemsOf(tx, row);
  const out = items.flatMap((item) => {
    const words = wordsGoingOut(item);
    return words === null ? [] : [{ number: item.number, words: `${item.title}\n${words}` }];
  });
  const { known, children } = await asNobody(tx, scope, row, async () => ({
    known: await knownOfOthers(tx, { ...row, askedBy: row.askedBy! }),
    children: await otherChildrenIn(tx, row, out),
  }));
  const hidden = hiddenWords(items);
  const hits = out.flatMap(({ number, words }, index): Hit[] => {
    const tokens = new Set(tokensOf(words));
    return [
      ...contactsIn(words, known).map((what) => ({ number, what, stops: true })),
      ...namesIn(words, known).map((what) => ({ number, what, stops: false })),
      ...(children.has(index) ? [{ number, what: 'Another child of the council', stops: false }] : []),
      ...hidden
        .filter((word) => tokens.has(word))
        .map((word) => ({ number, what: `“${word}”, hidden elsewhere`, stops: false })),
    ];
  });
  return { undecided: items.filter(({ decision }) => decision === null).map(({ number }) => number), hits };
}

const SHORT = 3;

/** Names and numbers that were hidden: what stands in the words and not in what goes out of them. */
function hiddenWords(items: readonly ItemRow[]): string[] {
  const hidden = items.flatMap(({ decision, words, wordsOut }) => {
    if (decision !== 'hide_parts') return [];
    const left = new Set(tokensOf(wordsOut ?? ''));
    const telling = words.match(/[\p{Lu}\p{N}][\p{L}\p{N}]*/gu) ?? [];
    return telling.flatMap((word) => tokensOf(word)).filter((word) => word.length >= SHORT && !left.has(word));
  });
  return [...new Set(hidden)];
}
