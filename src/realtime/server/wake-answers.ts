import type { Core } from './attach.ts';
import type { EngineDependencies } from './deps.ts';
import type { LiveDocument } from './live-document.ts';
import type { News } from './news.ts';
import type { Presence } from './presence.ts';
import type { Queue } from './queue.ts';
import type { Relay } from './relay.ts';
import type { Revoke } from './revoke.ts';
import { readWakes, WakeUps, type Wake } from './wakeups.ts';

interface Parts extends Pick<Core, 'sql' | 'nodeId' | 'limits' | 'documents' | 'connections' | 'alarm'> {
  deps: EngineDependencies;
  presence: Presence;
  relay: Relay;
  news: News;
  queue: Queue;
  revoke: Revoke;
}

/** What this node does when it is woken: it looks at the rows itself, whatever it was told. */
export function answerWakes(parts: Parts): WakeUps {
  const { documents, presence, relay, news, queue, revoke, alarm } = parts;
  const contained = (work: Promise<void>): void => void work.catch((error: unknown) => alarm(error, 'wake-up.failed'));
  const answers: { [K in Wake['about']]: (wake: Extract<Wake, { about: K }>) => void } = {
    log: (wake) => {
      const document = documents.find(wake);
      if (document && wake.sequence > document.sequence) documents.catchUpUntilDone(document);
    },
    history: ({ councilId, chainId, sequence }) => {
      contained(news.tell(councilId, chainId, sequence));
      contained(queue.tell(councilId, chainId, sequence));
    },
    access: ({ councilId, personId }) => {
      revoke.recheckPerson(councilId, personId);
      contained(queue.recheckPerson(councilId, personId));
    },
    document: (wake) => {
      const document = documents.find(wake);
      if (document) contained(documents.refresh(document));
    },
    locks: (wake) => {
      const document = documents.find(wake);
      if (document) contained(lookAtLocks(document, parts.deps));
    },
    presence: ({ councilId, spaceId }) => presence.tellSoon(councilId, spaceId),
    relay: ({ councilId, relayId }) => contained(relay.recheck(councilId, relayId)),
    node: ({ nodeId }) => relay.nodeLives(nodeId),
  };
  return new WakeUps({
    ...parts,
    readWakes: parts.deps.tests?.readWakes ?? readWakes,
    woken: (wake) => answers[wake.about](wake as never),
    lost: () => alarm(new Error('Wake-ups are lost.'), 'wake-up.lost'),
    lookAround: (sinceMs) => lookAround(parts, sinceMs),
  });
}

/** What wake-ups would have told since then, while they were lost. */
async function lookAround(parts: Parts, sinceMs: number): Promise<void> {
  const { documents, presence, relay, news, queue, revoke, connections } = parts;
  for (const document of documents.live) await documents.refresh(document);
  await revoke.recheck([...connections.all]);
  presence.tellAll();
  queue.tellAll();
  await relay.recheckAll();
  const watched = new Map(
    [...connections.all].flatMap(({ watching, present, person }) => [
      ...watching,
      ...(present ? [[present.caseFileId, person.councilId] as const] : []),
    ]),
  );
  await news.tellSince(
    sinceMs,
    [...watched].map(([caseFileId, councilId]) => ({ caseFileId, councilId })),
  );
}

/** The domain says what is locked, asked as anybody who has the document open; everyone is told. */
async function lookAtLocks(document: LiveDocument, deps: EngineDependencies): Promise<void> {
  const [anybody] = document.opened;
  if (!anybody) return;
  const access = await deps.access.open(anybody.connection.person, document.key.documentId);
  if ('because' in access) return;
  document.locked = new Set(access.locked);
  for (const { connection } of document.opened)
    connection.socket.emit('locked', { number: document.number, names: access.locked });
}
