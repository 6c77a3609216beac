import type { ContextItem } from '@helpmark/schema';

/** What Chromium tells of itself, where it does. */
interface AgentData {
  brands: { brand: string; version: string }[];
  platform: string;
  mobile: boolean;
  getHighEntropyValues(
    hints: string[],
  ): Promise<{ model?: string; platformVersion?: string; fullVersionList?: { brand: string; version: string }[] }>;
}

const browsers: [name: string, pattern: RegExp][] = [
  ['Edge', /Edg\/([\d.]+)/],
  ['Firefox', /Firefox\/([\d.]+)/],
  ['Chrome', /Chrome\/([\d.]+)/],
  ['Safari', /Version\/([\d.]+).*Safari/],
];
const systems: [name: string, pattern: RegExp][] = [
  ['Windows', /Windows NT ([\d.]+)/],
  ['iOS', /(?:iPhone|CPU) OS ([\d_]+)/],
  ['macOS', /Mac OS X ([\d_.]+)/],
  ['Android', /Android ([\d.]+)/],
  ['Linux', /Linux/],
];

const named = (list: [string, RegExp][], agent: string) => {
  for (const [name, pattern] of list) {
    const found = pattern.exec(agent);
    if (found) return `${name} ${(found[1] ?? '').replaceAll('_', '.')}`.trim();
  }
  return '';
};

/** Browser, system, device, viewport, language and time zone, as far as the platform tells. */
export async function describePlatform(
  page: Window & typeof globalThis,
  wanted: (kind: string) => boolean,
): Promise<ContextItem[]> {
  const { navigator } = page;
  const { userAgent } = navigator;
  const data = (navigator as { userAgentData?: AgentData }).userAgentData;
  const hints = ['model', 'platformVersion', 'fullVersionList'];
  const details =
    wanted('browser') || wanted('system') || wanted('device')
      ? await data?.getHighEntropyValues(hints).catch(() => undefined)
      : undefined;
  const brand = details?.fullVersionList?.find(({ brand: name }) => !/not.a.brand|^chromium$/i.test(name));
  const items: ContextItem[] = [
    { kind: 'browser', value: brand ? `${brand.brand} ${brand.version}` : named(browsers, userAgent) || userAgent },
    {
      kind: 'system',
      value: details && data ? `${data.platform} ${details.platformVersion ?? ''}`.trim() : named(systems, userAgent),
    },
    { kind: 'device', value: details?.model ?? /iPhone|iPad/.exec(userAgent)?.[0] ?? '' },
    { kind: 'viewport', value: `${page.innerWidth} × ${page.innerHeight}, ${page.devicePixelRatio} pixels a point` },
    { kind: 'language', value: navigator.languages.join(', ') },
    { kind: 'time-zone', value: Intl.DateTimeFormat().resolvedOptions().timeZone },
  ];
  return items.filter(({ kind, value }) => value !== '' && wanted(kind));
}
