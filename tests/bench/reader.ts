import { io, type Socket } from 'socket.io-client';
import type { Answered, Here } from '../../src/realtime/define.ts';
import * as parser from '../../src/realtime/parser.ts';
import { version } from '../../src/realtime/version.ts';

interface Seat {
  caseFileId: string;
  spaceId: string;
  cookie: string;
  origin: string;
}

/** One browser that reads a paper with others: it turns pages, and notes when it sees theirs turn. */
export class Reader {
  /** When each page of each reader was first on this screen, by `id:page`. */
  readonly seenAtMs = new Map<string, number>();
  id = '';
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('presence', ({ here }: { here: Here[] }) => {
      const now = performance.now();
      for (const { id, page } of here)
        if (page && !this.seenAtMs.has(`${id}:${page}`)) this.seenAtMs.set(`${id}:${page}`, now);
    });
  }

  /** Takes the next seat of a room and enters it. */
  static async sit(url: string, room: string): Promise<Reader> {
    const answer = await fetch(`${url}/join?room=${encodeURIComponent(room)}`);
    const { caseFileId, spaceId, cookie, origin } = (await answer.json()) as Seat;
    const socket = io(url, {
      transports: ['websocket'],
      parser,
      forceNew: true,
      reconnection: false,
      auth: { version },
      extraHeaders: { cookie, origin },
    });
    const reader = new Reader(socket);
    reader.id = (await reader.#ask<{ id: string }>('presence.enter', { caseFileId, spaceId })).id;
    return reader;
  }

  /** Turns to a page, as `paper:page`. Returns when, in the clock of this process. */
  turnTo(page: string): number {
    const atMs = performance.now();
    void this.#ask('presence.at', { place: null, typing: false, page });
    return atMs;
  }

  leave(): void {
    this.#socket.disconnect();
  }

  async #ask<T>(name: string, input: unknown): Promise<T> {
    const answer = (await this.#socket.timeout(60_000).emitWithAck('ask', name, input)) as Answered<T>;
    if (!('ok' in answer)) throw new Error(`${name} was refused: ${answer.because}.`);
    return answer.ok;
  }
}
