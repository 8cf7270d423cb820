/** The camera, frame by frame: the middle of the picture, hard only when the quick way finds nothing. */

import type { Decoder } from "./decoder";

const CROP = 640;
const WIDE = 1280;
// One frame of so many is looked at whole and thoroughly.
const HARD_EVERY = 4;

/** Why there is no picture, as a word of the texts. */
export type CameraFault = "denied" | "missing" | "busy" | "insecure" | "failed";

const FAULTS: Record<string, CameraFault> = {
  NotAllowedError: "denied",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "busy",
};

export type Found = (texts: string[], frameMs: number) => void;

export class Camera {
  readonly #canvas = document.createElement("canvas");
  #stream: MediaStream | null = null;
  #isRunning = false;
  #looked = 0;

  constructor(
    readonly video: HTMLVideoElement,
    readonly decoder: () => Promise<Decoder>,
    readonly found: Found,
  ) {}

  /** Start; return what is in the way, null if nothing. */
  async start(): Promise<CameraFault | null> {
    if (!navigator.mediaDevices) return "insecure";
    this.#isRunning = true;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: {
          facingMode: "environment",
          width: { ideal: WIDE },
          height: { ideal: 720 },
        },
      });
      if (!this.#isRunning) {
        stop(stream);
        return null;
      }
      this.#stream = stream;
      this.video.srcObject = stream;
      await this.video.play();
      void this.#watch(await this.decoder());
    } catch (error) {
      this.stop();
      return FAULTS[(error as DOMException).name] ?? "failed";
    }
    return null;
  }

  stop(): void {
    this.#isRunning = false;
    if (this.#stream) stop(this.#stream);
    this.#stream = null;
    this.video.srcObject = null;
  }

  /** Whether this camera has a lamp. */
  get hasTorch(): boolean {
    const track = this.#stream?.getVideoTracks()[0];
    return Boolean((track?.getCapabilities?.() as { torch?: boolean } | undefined)?.torch);
  }

  async light(isOn: boolean): Promise<void> {
    const track = this.#stream?.getVideoTracks()[0];
    await track?.applyConstraints({ advanced: [{ torch: isOn } as MediaTrackConstraintSet] });
  }

  async #watch(decoder: Decoder): Promise<void> {
    while (this.#isRunning) {
      const frameMs = await nextFrame(this.video);
      if (!this.#isRunning) return;
      this.#looked += 1;
      const isHard = this.#looked % HARD_EVERY === 0;
      const picture = isHard ? this.#whole() : this.#middle();
      const texts = picture ? await decoder.read(picture, isHard) : [];
      if (texts.length > 0 && this.#isRunning) {
        this.#looked = 0;
        this.found(texts, frameMs);
      }
    }
  }

  #middle(): ImageData | null {
    const { videoWidth: width, videoHeight: height } = this.video;
    const side = Math.min(CROP, width, height);
    return this.#drawn((width - side) / 2, (height - side) / 2, side, side, 1);
  }

  #whole(): ImageData | null {
    const { videoWidth: width, videoHeight: height } = this.video;
    return this.#drawn(0, 0, width, height, Math.min(1, WIDE / Math.max(width, height)));
  }

  #drawn(x: number, y: number, width: number, height: number, scale: number): ImageData | null {
    if (width === 0 || height === 0) return null;
    const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
    Object.assign(this.#canvas, { width: wide, height: high });
    const context = this.#canvas.getContext("2d", { willReadFrequently: true });
    context?.drawImage(this.video, x, y, width, height, 0, 0, wide, high);
    return context?.getImageData(0, 0, wide, high) ?? null;
  }
}

/** Wait for the next frame and return the moment it was shown. */
function nextFrame(video: HTMLVideoElement): Promise<number> {
  return new Promise((resolve) => {
    if ("requestVideoFrameCallback" in video) {
      video.requestVideoFrameCallback((nowMs) => resolve(nowMs));
    } else {
      requestAnimationFrame(resolve);
    }
  });
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
