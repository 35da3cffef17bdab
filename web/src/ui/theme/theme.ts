import { theme as antTheme, type ThemeConfig } from 'antd'
import { readStored, writeStored } from '@/lib/storage'

export type Mode = 'light' | 'dark'

export const accent: Record<Mode, string> = { light: '#0f6b66', dark: '#3dbdb2' }

/** Chart colours in a fixed order, told apart in grey as well by their lightness. */
export const chartColors: Record<Mode, string[]> = {
  light: ['#0f6b66', '#c2730c', '#4a6fa5', '#8a4f7d', '#6b7f2a', '#a33b3b', '#3d8fb0', '#7a6a58'],
  dark: ['#3dbdb2', '#e0a04a', '#86a8d8', '#c48ab8', '#a9bd62', '#e08585', '#75bfdc', '#b8a894'],
}

/** `still` for who asked their system for less motion: what opens is there at once. */
export function themeConfig(mode: Mode, still: boolean): ThemeConfig {
  const dark = mode === 'dark'
  return {
    algorithm: dark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
    cssVar: { key: 'zx' },
    hashed: false,
    token: {
      colorPrimary: accent[mode],
      colorInfo: accent[mode],
      colorLink: accent[mode],
      colorSuccess: dark ? '#4cae72' : '#187a43',
      colorWarning: dark ? '#d9963a' : '#a85a08',
      colorError: dark ? '#f07f78' : '#b3261e',
      colorBgLayout: dark ? '#121516' : '#f5f6f6',
      colorBgContainer: dark ? '#191d1e' : '#ffffff',
      colorBgElevated: dark ? '#202526' : '#ffffff',
      colorBorder: dark ? '#596265' : '#c3cacb',
      colorBorderSecondary: dark ? '#2c3335' : '#e6e9e9',
      colorText: dark ? '#e4e8e8' : '#1c2324',
      colorTextSecondary: dark ? '#a9b2b3' : '#566062',
      colorTextTertiary: dark ? '#97a1a3' : '#646e70',
      colorTextDescription: dark ? '#a9b2b3' : '#566062',
      colorTextPlaceholder: dark ? '#8f999b' : '#5f696b',
      colorTextLightSolid: dark ? '#0b1413' : '#ffffff',
      borderRadius: 6,
      fontSize: 14,
      controlHeight: 32,
      wireframe: false,
      motion: !still,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
      fontFamily: '"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",system-ui,sans-serif',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Tabs: { horizontalItemPadding: '8px 0', horizontalMargin: '0' },
      Tooltip: { colorTextLightSolid: '#ffffff', colorBgSpotlight: dark ? '#3a4244' : '#2a3234' },
      Drawer: { paddingLG: 16 },
    },
  }
}

export function storedMode(): Mode {
  const stored = readStored<Mode | null>('theme', null)
  if (stored === 'light' || stored === 'dark') return stored
  return typeof matchMedia === 'function' && matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

export function applyMode(mode: Mode, keep = false): void {
  document.documentElement.dataset.theme = mode
  if (keep) writeStored('theme', mode)
}
