import { v7 } from 'uuid';
import { documentAsks } from '../../src/realtime/server/document-asks.ts';
import { roomAsks } from '../../src/realtime/server/room-asks.ts';
import { queueAsks } from '../../src/realtime/server/queue-asks.ts';
import { relayAsks } from '../../src/realtime/server/relay-asks.ts';
import { limits } from '../../src/realtime/limits.ts';
import type { OpenedDocument } from '../../src/realtime/define.ts';
import { protocol } from '../../src/protocol.ts';
import type { Answer } from './live.ts';
import { Wire } from './live.ts';
import type { Verdict } from './matrix.ts';
import type { RunningServer } from './server.ts';
import { until } from './until.ts';

/** What is asked about: one space of one case file, and the private rooms of its mediation. */
export interface Asked {
  caseFileId: string;
  spaceId: string;
  documents: Record<'shared' | 'family' | 'council', string>;
  rooms: Record<'family' | 'council', string>;
}

/** They only take back what was asked for before. */
const undoing = new Set(['case.leave', 'presence.leave', 'document.close', 'relay.leave', 'queue.leave']);

/** Every ask there is, as the matrix writes it; opening a document to write is a row for each kind, and so is each private room. */
export const everyAsk = (): string[] =>
  [
    ...Object.keys(protocol.asks),
    ...Object.keys(roomAsks({} as never)),
    ...Object.keys(documentAsks({} as never)),
    ...Object.keys(relayAsks({ limits } as never)),
    ...Object.keys(queueAsks({} as never)),
  ]
    .filter((name) => !undoing.has(name))
    .flatMap((name) => (name === 'document.open' ? [name, ...Object.keys(writing)] : [name]))
    .flatMap((name) => (name.startsWith('relay.') ? sides.map((side) => `${name} in the ${side}'s room`) : [name]))
    .map((name) => `ask ${name}`);

const sides = ['family', 'council'] as const;
const writing: Record<string, keyof Asked['documents']> = {
  'document.open to write together': 'shared',
  'document.open to write for the family': 'family',
  'document.open to write for the council': 'council',
};

function inputFor(name: string, { caseFileId, spaceId, documents, rooms }: Asked): unknown {
  const relayId = rooms[name.includes('family') ? 'family' : 'council'];
  return (
    {
      'device.key': { deviceId: v7() },
      'case.watch': { caseFileId },
      'presence.enter': { caseFileId, spaceId },
      'queue.watch': {},
      'presence.at': { place: 'note', typing: false, page: null },
      'relay.enter': { caseFileId, relayId },
      'relay.send': { relayId, to: null, bytes: 'AAAA' },
    }[name.split(' ')[0]!] ?? { documentId: documents[writing[name] ?? 'shared'] }
  );
}

/** Asks everything as one person, over one connection, in the order given. Null stands for a connection that was refused. */
export async function askAs(
  server: RunningServer,
  cookie: string | null,
  asks: string[],
  about: Asked,
): Promise<Map<string, Verdict> | null> {
  const wire = new Wire(server, cookie);
  try {
    await until(() => wire.hello ?? wire.refusal, 'a hello or a refusal');
    if (!wire.hello) return null;
    const verdicts = new Map<string, Verdict>();
    for (const ask of asks) {
      const name = ask.slice('ask '.length);
      verdicts.set(ask, verdictOf(name, await wire.ask(name.split(' ')[0], inputFor(name, about))));
    }
    return verdicts;
  } finally {
    wire.close();
  }
}

function verdictOf(name: string, answer: Answer): Verdict {
  if ('ok' in answer) return name in writing && !(answer.ok as OpenedDocument).canWrite ? '403' : 'yes';
  if (answer.because === 'unknown') return '404';
  if (answer.because === 'forbidden') return '403';
  if (answer.because === 'signed-out') return 'in';
  throw new Error(`${name} was answered with ${answer.because}`);
}
