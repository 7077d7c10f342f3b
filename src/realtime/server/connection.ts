import type { Socket } from 'socket.io';
import type { Person } from '#domain/access/standing.ts';
import type { Limits } from '../limits.ts';
import type { Opened } from './live-document.ts';
import type { Present } from './presence.ts';
import { Bucket } from './rate.ts';

/** Who a cookie belongs to, and until when. */
export interface SignedIn {
  person: Person;
  signInHash: string;
  expiresAt: Date;
}

/** A standing as it was when a door was opened with it: when it reads differently, the connection ends. */
export interface UsedStanding {
  caseFileId: string;
  standing: string;
}

/** One socket, and everything it has open. Only the gate listens to it. */
export class Connection {
  /** Names this connection to others; never the socket's own id, which is also the name of its private room. */
  readonly id: string;
  readonly socket: Socket;
  readonly signedIn: SignedIn;
  readonly person: Person;
  readonly signInHash: string;
  expiresAtMs: number;
  /** A browser build older than this server: it may look and not write. */
  readonly readOnly: boolean;
  readonly documents = new Map<number, Opened>();
  readonly standings = new Map<string, UsedStanding>();
  readonly asks: Bucket;
  readonly updates: Bucket;
  readonly presence: Bucket;
  readonly relay: Bucket;
  /** The relays it is in, by id. */
  readonly relays = new Set<string>();
  /** Refusals for speed, less what there was room for: a flood is closed, and a hasty moment is forgotten. */
  refusals = 0;
  ended = false;
  /** Frames to leave at the end of this turn, in one write. */
  readonly outgoing: Uint8Array[] = [];
  /** Bytes of whole documents on their way: a slow line may take its time over those. */
  stateBytes = 0;
  /** What had been given to the line when it was first seen to be behind. */
  behind: { given: number; sinceMs: number } | null = null;
  /** Case files whose news it hears, and their councils. */
  readonly watching = new Map<string, string>();
  /** Hears that the shared list of its council changed. */
  watchesQueue = false;
  /** The space it is in. */
  present: Present | null = null;
  /** When it last typed or asked, and when that was last noted on its sign-in. */
  activeAtMs = 0;
  touchedAtMs = Date.now();

  constructor(id: string, socket: Socket, who: SignedIn, readOnly: boolean, limits: Limits) {
    this.id = id;
    this.socket = socket;
    this.signedIn = who;
    this.person = who.person;
    this.signInHash = who.signInHash;
    this.expiresAtMs = who.expiresAt.getTime();
    this.readOnly = readOnly;
    this.asks = new Bucket(limits.asksPerSecond, limits.asksPerSecond);
    this.updates = new Bucket(limits.updatesPerSecond, limits.updatesBurst);
    this.presence = new Bucket(limits.presencePerSecond, limits.presencePerSecond);
    this.relay = new Bucket(limits.relayPerSecond, limits.relayBurst);
  }

  /** Says why and closes. The browser comes back through the door, where what it may now do is decided afresh. */
  end(because: string): void {
    if (this.ended) return;
    this.ended = true;
    this.socket.emit('ended', { because });
    this.socket.disconnect(true);
  }
}
