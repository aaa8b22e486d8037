const kept = "youzhang.chat.sound";

/** Off until somebody switches it on in this browser. */
export const sound = {
  isOn: (): boolean => localStorage.getItem(kept) === "on",
  set: (on: boolean): void => localStorage.setItem(kept, on ? "on" : "off"),
};

/** Two short tones, if sound is on. */
export function ring(): void {
  if (!sound.isOn()) return;
  const audio = new AudioContext();
  for (const [at, frequency] of [
    [0, 660],
    [0.16, 880],
  ] as const) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.0001, audio.currentTime + at);
    volume.gain.exponentialRampToValueAtTime(0.12, audio.currentTime + at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + at + 0.14);
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 0.16);
  }
  setTimeout(() => void audio.close(), 600);
}
