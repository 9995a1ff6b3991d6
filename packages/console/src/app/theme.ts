import {
  Button,
  type MantineColorsTuple,
  Menu,
  Modal,
  PasswordInput,
  Select,
  TextInput,
  Textarea,
  Tooltip,
  createTheme,
  localStorageColorSchemeManager,
} from '@mantine/core'

/** A greyed blue for what can be pressed: it must not compete with the colours of severity. */
const slate: MantineColorsTuple = [
  '#eef3f8',
  '#dbe4ee',
  '#b6c8da',
  '#8ab8e0',
  '#6f9cc6',
  '#4a7ba8',
  '#33658f',
  '#28527a',
  '#1f4163',
  '#16304a',
]
const dark: MantineColorsTuple = [
  '#d9dee4',
  '#b6bfc9',
  '#a4aeba',
  '#6b7683',
  '#343a43',
  '#2a3038',
  '#20242a',
  '#191c20',
  '#121417',
  '#0c0e10',
]

export const theme = createTheme({
  fontFamily: "'Noto Sans Variable', 'Noto Sans', system-ui, sans-serif",
  headings: { fontFamily: "'Noto Sans Variable', 'Noto Sans', system-ui, sans-serif" },
  colors: { slate, dark },
  primaryColor: 'slate',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  defaultRadius: 3,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  cursorType: 'pointer',
  components: {
    Button: Button.extend({ defaultProps: { size: 'xs' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: 'sm' } }),
    Select: Select.extend({ defaultProps: { size: 'sm', allowDeselect: false } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'sm' } }),
    // Its placeholder for the focus is no menu item, which a menu may not hold.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false, transitionProps: { duration: 0 } } }),
    Modal: Modal.extend({
      defaultProps: { centered: true, transitionProps: { duration: 0 }, overlayProps: { backgroundOpacity: 0.5 } },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 300,
        transitionProps: { duration: 0 },
        withArrow: true,
        events: { hover: true, focus: true, touch: true },
      },
    }),
  },
})

export const colourScheme = localStorageColorSchemeManager({ key: 'bilezik-colour-scheme' })
