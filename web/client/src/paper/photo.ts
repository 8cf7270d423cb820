/** The photograph beside the form: larger, smaller, turned, moved. */

const STEP = 1.25;
const SMALLEST = 1;
const LARGEST = 8;
const TURN = 90;
const KEYS: Readonly<Record<string, Move>> = {
  "+": "larger",
  "=": "larger",
  "-": "smaller",
  r: "turn",
  R: "turn",
};

export type Move = "larger" | "smaller" | "turn";

export class Photo {
  #bitmap: ImageBitmap | undefined;
  #zoom = SMALLEST;
  #turned = 0;

  constructor(
    private readonly frame: HTMLElement,
    private readonly canvas: HTMLCanvasElement,
  ) {
    frame.addEventListener("keydown", (event) => {
      const move = KEYS[event.key];
      if (!move || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.move(move);
    });
    this.#letBeDragged();
  }

  async show(picture: Blob): Promise<void> {
    this.clear();
    this.#bitmap = await createImageBitmap(picture);
    this.#draw();
  }

  clear(): void {
    this.#bitmap?.close();
    this.#bitmap = undefined;
    this.#zoom = SMALLEST;
    this.#turned = 0;
    this.canvas.width = 0;
    this.canvas.height = 0;
  }

  move(move: Move): void {
    if (move === "turn") {
      this.#turned = (this.#turned + TURN) % 360;
      this.#draw();
      return;
    }
    const factor = move === "larger" ? STEP : 1 / STEP;
    this.#zoom = Math.min(LARGEST, Math.max(SMALLEST, this.#zoom * factor));
    this.#resize(factor);
  }

  #draw(): void {
    const bitmap = this.#bitmap;
    const pen = this.canvas.getContext("2d");
    if (!bitmap || !pen) return;
    const lies = this.#turned % 180 !== 0;
    this.canvas.width = lies ? bitmap.height : bitmap.width;
    this.canvas.height = lies ? bitmap.width : bitmap.height;
    pen.translate(this.canvas.width / 2, this.canvas.height / 2);
    pen.rotate((this.#turned * Math.PI) / 180);
    pen.drawImage(bitmap, -bitmap.width / 2, -bitmap.height / 2);
    this.#resize(1);
  }

  /** Keep what stands in the middle there. */
  #resize(factor: number): void {
    const { frame, canvas } = this;
    const x = (frame.scrollLeft + frame.clientWidth / 2) * factor - frame.clientWidth / 2;
    const y = (frame.scrollTop + frame.clientHeight / 2) * factor - frame.clientHeight / 2;
    canvas.style.width = `${this.#zoom * 100}%`;
    frame.scrollTo(x, y);
  }

  #letBeDragged(): void {
    let from: PointerEvent | undefined;
    this.frame.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse") from = event;
    });
    this.frame.addEventListener("pointermove", (event) => {
      if (!from) return;
      this.frame.scrollBy(from.clientX - event.clientX, from.clientY - event.clientY);
      from = event;
    });
    for (const end of ["pointerup", "pointerleave"])
      this.frame.addEventListener(end, () => {
        from = undefined;
      });
  }
}
