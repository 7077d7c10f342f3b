/** As much of a `<textarea>` as a binding touches, behaving as the HTML standard says, for tests without a browser. */
export class FakeTextarea extends EventTarget {
  selectionStart = 0;
  selectionEnd = 0;
  scrollTop = 0;
  readOnly = false;
  /** How often a selection was put in from outside. */
  selectionsSet = 0;
  readonly ownerDocument: { activeElement: unknown } = { activeElement: null };
  #value = '';

  get value(): string {
    return this.#value;
  }
  set value(words: string) {
    this.#value = words.replaceAll(/\r\n?/g, '\n');
    this.selectionStart = this.selectionEnd = this.#value.length;
  }

  get element(): HTMLTextAreaElement {
    return this as unknown as HTMLTextAreaElement;
  }

  setRangeText(words: string, start: number, end: number): void {
    const grown = words.length - (end - start);
    const move = (position: number, atEdge: number) =>
      position > end ? position + grown : position > start ? atEdge : position;
    const [from, to] = [move(this.selectionStart, start), move(this.selectionEnd, start + words.length)];
    this.value = this.#value.slice(0, start) + words + this.#value.slice(end);
    this.selectionStart = from;
    this.selectionEnd = to;
  }

  setSelectionRange(start: number, end: number): void {
    this.selectionsSet++;
    this.selectionStart = start;
    this.selectionEnd = end;
  }

  focus(): void {
    this.ownerDocument.activeElement = this;
  }

  /** As a person types or pastes: between characters, never inside one. */
  type(at: number, words: string): void {
    this.#put(at, 0, words);
  }
  cut(at: number, length: number): void {
    this.#put(at, length, '');
  }

  press(key: string): void {
    this.dispatchEvent(Object.assign(new Event('keydown', { cancelable: true }), { key, ctrlKey: true }));
  }

  #put(at: number, length: number, words: string): void {
    const edge = (index: number) => {
      const within = Math.min(index, this.#value.length);
      return /[\udc00-\udfff]/.test(this.#value[within] ?? '') && within > 0 ? within - 1 : within;
    };
    const [from, to] = [edge(at), edge(at + length)];
    this.#value = this.#value.slice(0, from) + words + this.#value.slice(to);
    this.selectionStart = this.selectionEnd = from + words.length;
    this.dispatchEvent(new Event('input'));
  }
}
