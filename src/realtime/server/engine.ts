import * as Y from 'yjs';
import type { CaseScope } from '#domain/access/scope.ts';
import type { NackCode } from '../define.ts';
import { editBetween } from '../edit.ts';
import type { DocumentKey } from './document.ts';
import { newClientId } from './document-asks.ts';
import type { Documents } from './documents.ts';
import type { Intake, OwnRow } from './intake.ts';
import type { LiveDocument } from './live-document.ts';
import { issueClient } from './stored.ts';
import type { Sql } from 'postgres';

/** Author of what no person wrote: the making of an empty text. */
const SERVER_ITSELF = '00000000-0000-0000-0000-000000000000';

export type TextKey = DocumentKey & { name: string };
export type Written = { ok: true } | { because: NackCode };

/** What pages and commands may ask of the documents. Reached through a slot, so that the pages' bundle and the entry share one. */
export interface Engine {
  /** The words as they are committed now; empty when there is no such text. Throws when there is no such document. */
  textOf(key: TextKey): Promise<string>;
  /**
   * Sets a text's words by the smallest change, as this person's, and waits until it is stored. For pages without
   * JavaScript.
   */
  replaceText(change: { scope: CaseScope; documentId: string; name: string; words: string }): Promise<Written>;
  /** Makes an empty text if there is none. Two servers may ask at once: one makes it. */
  ensureText(key: TextKey): Promise<void>;
  /** The texts that may not be changed now, all of them; every node looks again. The caller has recorded the fact. */
  lock(key: DocumentKey & { names: string[] }): Promise<void>;
  /** The document's row was closed (the caller did so, in its own transaction): every node stops taking updates. */
  closeDocument(key: DocumentKey): Promise<void>;
  /** Resolves when the node hears the others. */
  readonly ready: Promise<void>;
  /** Stores what waits, tells browsers to come back, and lets go of everything. */
  stop(): Promise<void>;
}

const slot = Symbol.for('common-ground.engine');
const holder = globalThis as { [slot]?: Engine };

/** The engine of this process. Throws before `attach`: a start-up fault, never a person's. */
export function engine(): Engine {
  const found = holder[slot];
  if (!found) throw new Error('The engine is not attached yet.');
  return found;
}
export const placeEngine = (made: Engine): Engine => (holder[slot] = made);

interface Parts {
  sql: Sql;
  documents: Documents;
  intake: Intake;
  /** Tells every node, this one too, to look at what is locked in this document. */
  wakeForLocks(key: DocumentKey): Promise<void>;
}

/** The part of the engine that works on texts. */
export function textWork({ sql, documents, intake, wakeForLocks }: Parts): Omit<Engine, 'stop' | 'ready'> {
  const loaded = async (key: DocumentKey): Promise<LiveDocument> => {
    const document = await documents.load(key);
    if (!document) throw new Error('There is no such document.');
    return document;
  };
  return {
    textOf: async (key) => (await loaded(key)).words.wordsOf(key.name) ?? '',
    replaceText: async ({ scope, documentId, name, words }) => {
      const key = { councilId: scope.councilId, documentId };
      const document = await loaded(key);
      if (document.locked.has(name)) return { because: 'locked' };
      if (document.words.wordsOf(name) === undefined) return { because: 'root' };
      const yClient = newClientId();
      const update = editOf(document, yClient, name, words.replaceAll('\0', ''));
      if (!update) return { ok: true };
      await issueClient(sql, key, scope.personId, yClient);
      document.authors.set(yClient, scope.personId);
      const { personId, standingId, epoch: standingEpoch } = scope;
      const outcome = await intake.append(document, {
        personId,
        standingId,
        standingEpoch,
        yClient,
        clock: 0,
        updates: [update],
      });
      return outcome === 'stored' ? { ok: true } : { because: outcome };
    },
    ensureText: textMaker(sql, intake, loaded),
    lock: async ({ names, ...key }) => {
      const document = documents.find(key);
      if (document) document.locked = new Set(names);
      await wakeForLocks(key);
    },
    closeDocument: async (key) => {
      // Other nodes are woken by the row itself.
      const document = documents.find(key);
      if (document) await documents.refresh(document);
    },
  };
}

/** The update that turns a text into these words, written under a client id of its own. Null when nothing changes. */
function editOf(document: LiveDocument, yClient: number, name: string, words: string): Uint8Array | null {
  const scratch = new Y.Doc();
  Y.applyUpdate(scratch, Y.encodeStateAsUpdate(document.words.doc));
  scratch.clientID = yClient;
  const text = scratch.getMap<Y.Text>('texts').get(name)!;
  // No caret comes with a posted form; the end of the words stands for it.
  const edit = editBetween(text.toString(), words, words.length);
  if (!edit) return null;
  let update: Uint8Array | null = null;
  scratch.on('update', (made: Uint8Array) => (update = made));
  scratch.transact(() => {
    if (edit.removed) text.delete(edit.at, edit.removed);
    if (edit.inserted) text.insert(edit.at, edit.inserted);
  });
  return update;
}

/**
 * Makes texts under a lock that every node takes: two texts made for one name would leave one side's words on the loser.
 * One at a time on this node, because each holds a database connection while the log needs another.
 */
function textMaker(
  sql: Sql,
  intake: Intake,
  loaded: (key: DocumentKey) => Promise<LiveDocument>,
): (key: TextKey) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  const make = async ({ name, ...key }: TextKey): Promise<void> => {
    await sql.begin(async (held) => {
      await held`select pg_advisory_xact_lock(hashtextextended(${key.documentId}, 11))`;
      const document = await loaded(key);
      if (document.words.wordsOf(name) !== undefined) return;
      const outcome = await intake.append(document, emptyText(name));
      if (outcome !== 'stored') throw new Error(`The text could not be made: ${outcome}.`);
    });
  };
  return async (key) => {
    if ((await loaded(key)).words.wordsOf(key.name) !== undefined) return;
    const made = last.then(() => make(key));
    last = made.catch(() => {});
    await made;
  };
}

function emptyText(name: string): OwnRow {
  const made = new Y.Doc();
  const yClient = newClientId();
  made.clientID = yClient;
  made.getMap('texts').set(name, new Y.Text());
  const updates = [Y.encodeStateAsUpdate(made)];
  return { personId: SERVER_ITSELF, standingId: null, standingEpoch: 0, yClient, clock: 0, updates };
}
