export function withTexts<Manifest>(manifest: Manifest, texts: Readonly<Record<string, string>>): Manifest;
