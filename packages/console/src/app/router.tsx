import { type Permission } from '@bilezik/domain'
import { type QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { sessionQuery, systemQuery } from '../api/queries.ts'
import { parseDeadlinesSearch } from '../deadlines/deadlines-search.ts'
import { parseEquipmentSearch } from '../equipment/equipment-search.ts'
import { PanelPage } from '../panel/PanelPage.tsx'
import { parsePanelSearch } from '../panel/panel-search.ts'
import { SignInPage } from '../session/SignInPage.tsx'
import { isWithoutServer, openSession } from '../session/open-session.ts'
import { SignedInLayout } from '../shell/SignedInLayout.tsx'
import { ErrorPage } from './ErrorPage.tsx'
import { ForbiddenPage } from './ForbiddenPage.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { RootLayout } from './RootLayout.tsx'
import { landingOf } from './paths.ts'
import { queryClient } from './query-client.ts'

interface RouterContext {
  readonly queryClient: QueryClient
}

/** Thrown where the role lacks the permission of a page; ErrorPage shows which. */
export class MissingPermission extends Error {
  readonly permission: Permission
  constructor(permission: Permission) {
    super(`Missing permission ${permission}`)
    this.permission = permission
  }
}

async function need(permission: Permission): Promise<void> {
  const session = await queryClient.ensureQueryData(sessionQuery)
  if (!session.permissions.includes(permission)) throw new MissingPermission(permission)
}

const root = createRootRouteWithContext<RouterContext>()({
  component: RootLayout,
  notFoundComponent: NotFoundPage,
  loader: () => (isWithoutServer(queryClient) ? undefined : queryClient.ensureQueryData(systemQuery)),
})

interface SignInSearch {
  /** Where to go afterwards; own paths only. */
  readonly next?: string
  readonly ended?: boolean
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignInPage,
  validateSearch: (search: Record<string, unknown>): SignInSearch => ({
    ...(typeof search['next'] === 'string' && /^\/(?!\/)/.test(search['next']) && { next: search['next'] }),
    ...(search['ended'] === true && { ended: true }),
  }),
})

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('../session/SetUpPage.tsx'), 'SetUpPage'),
  validateSearch: (search: Record<string, unknown>): { readonly token?: string } =>
    typeof search['token'] === 'string' || typeof search['token'] === 'number' ? { token: String(search['token']) } : {},
})

/** Where the code on a paper leads, without an account. */
const checkPage = () => import('../check/CheckPage.tsx')
const check = createRoute({ getParentRoute: () => root, path: '/check', component: lazyRouteComponent(checkPage, 'CheckPage') })
const checkCode = createRoute({
  getParentRoute: () => root,
  path: '/check/$code',
  component: lazyRouteComponent(checkPage, 'CheckPage'),
})

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: SignedInLayout,
  async beforeLoad({ location }) {
    if (await openSession(queryClient, location.pathname)) return
    throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
  },
})

const panel = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: PanelPage,
  validateSearch: parsePanelSearch,
  async beforeLoad() {
    const { permissions } = await queryClient.ensureQueryData(sessionQuery)
    const landing = landingOf(permissions)
    if (landing !== '/') throw redirect({ to: landing })
  },
})

const person = createRoute({
  getParentRoute: () => signedIn,
  path: '/persons/$personId',
  component: lazyRouteComponent(() => import('../person/PersonPage.tsx'), 'PersonPage'),
  beforeLoad: () => need('location:read'),
})

const caseFiles = createRoute({
  getParentRoute: () => signedIn,
  path: '/case-files',
  component: lazyRouteComponent(() => import('../case-files/CaseFilesPage.tsx'), 'CaseFilesPage'),
  beforeLoad: () => need('person:read'),
})

const caseFile = createRoute({
  getParentRoute: () => signedIn,
  path: '/case-files/$orderId',
  component: lazyRouteComponent(() => import('../case-files/CaseFilePage.tsx'), 'CaseFilePage'),
  beforeLoad: () => need('person:read'),
})

const adopt = createRoute({
  getParentRoute: () => signedIn,
  path: '/case-files/$orderId/adopt',
  component: lazyRouteComponent(() => import('../adoption/AdoptPage.tsx'), 'AdoptPage'),
  beforeLoad: () => need('order:prepare'),
})

const vary = createRoute({
  getParentRoute: () => signedIn,
  path: '/case-files/$orderId/vary',
  component: lazyRouteComponent(() => import('../variation/VaryPage.tsx'), 'VaryPage'),
  beforeLoad: () => need('order:change'),
})

const newCaseFile = createRoute({
  getParentRoute: () => signedIn,
  path: '/case-files/new',
  component: lazyRouteComponent(() => import('../intake/NewCaseFilePage.tsx'), 'NewCaseFilePage'),
  beforeLoad: () => need('order:prepare'),
})

const decideEquipment = createRoute({
  getParentRoute: () => signedIn,
  path: '/case-files/$orderId/equipment-decision',
  component: lazyRouteComponent(() => import('../equipment/DecideEquipmentPage.tsx'), 'DecideEquipmentPage'),
  beforeLoad: () => need('equipment:decide'),
})

const fitting = createRoute({
  getParentRoute: () => signedIn,
  path: '/fitting/$orderId',
  component: lazyRouteComponent(() => import('../fitting/FittingPage.tsx'), 'FittingPage'),
  beforeLoad: () => need('order:prepare'),
})

const eSignature = createRoute({
  getParentRoute: () => signedIn,
  path: '/e-signature/$orderId/$documentId',
  component: lazyRouteComponent(() => import('../documents/e-signature/ESignaturePage.tsx'), 'ESignaturePage'),
  beforeLoad: () => need('person:read'),
})

const deadlines = createRoute({
  getParentRoute: () => signedIn,
  path: '/deadlines',
  component: lazyRouteComponent(() => import('../deadlines/DeadlinesPage.tsx'), 'DeadlinesPage'),
  validateSearch: parseDeadlinesSearch,
  beforeLoad: () => need('deadline:read'),
})

const deliveries = createRoute({
  getParentRoute: () => signedIn,
  path: '/deliveries',
  component: lazyRouteComponent(() => import('../deliveries/pages.ts'), 'DeliveriesPage'),
  beforeLoad: () => need('person:read'),
})

const administrationPage = () => import('../administration/pages.ts')
const administration = createRoute({
  getParentRoute: () => signedIn,
  path: '/administration',
  component: lazyRouteComponent(administrationPage, 'AdministrationLayout'),
})

const administrationPages = [
  createRoute({
    getParentRoute: () => administration,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/administration/devices' })
    },
  }),
  createRoute({
    getParentRoute: () => administration,
    path: 'organisations',
    component: lazyRouteComponent(administrationPage, 'OrganisationsPage'),
    beforeLoad: () => need('organisation:read'),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: 'address-book',
    component: lazyRouteComponent(() => import('../deliveries/pages.ts'), 'AddressBookPage'),
    beforeLoad: () => need('organisation:read'),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: 'calendar',
    component: lazyRouteComponent(() => import('../deadlines/CalendarPage.tsx'), 'CalendarPage'),
    beforeLoad: () => need('organisation:read'),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: 'users',
    component: lazyRouteComponent(administrationPage, 'UsersPage'),
    beforeLoad: () => need('user:read'),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: 'devices',
    component: lazyRouteComponent(administrationPage, 'DevicesPage'),
    beforeLoad: () => need('device:read'),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: 'equipment',
    component: lazyRouteComponent(() => import('../equipment/pages.ts'), 'EquipmentPage'),
    validateSearch: parseEquipmentSearch,
    beforeLoad: () => need('device:read'),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: 'equipment/$deviceId',
    component: lazyRouteComponent(() => import('../equipment/pages.ts'), 'ItemPage'),
    beforeLoad: () => need('device:read'),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: 'equipment-import',
    component: lazyRouteComponent(() => import('../equipment/pages.ts'), 'ImportPage'),
    beforeLoad: () => need('device:change'),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: 'equipment-stock',
    component: lazyRouteComponent(() => import('../equipment/pages.ts'), 'StockPage'),
    beforeLoad: () => need('device:read'),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: 'equipment-types',
    component: lazyRouteComponent(() => import('../equipment/pages.ts'), 'TypesPage'),
    beforeLoad: () => need('device:read'),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: 'device-models',
    component: lazyRouteComponent(administrationPage, 'DeviceModelsPage'),
    beforeLoad: () => need('device:read'),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: 'security',
    component: lazyRouteComponent(administrationPage, 'SecurityPage'),
    beforeLoad: () => need('device:read'),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: 'suppressed',
    component: lazyRouteComponent(administrationPage, 'SuppressedPage'),
    beforeLoad: () => need('suppression:review'),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: 'engine',
    component: lazyRouteComponent(administrationPage, 'EnginePage'),
    beforeLoad: () => need('engine:read'),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: 'technical-notices',
    component: lazyRouteComponent(administrationPage, 'TechnicalNoticesPage'),
    beforeLoad: () => need('incident:read'),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: 'unknown-devices',
    component: lazyRouteComponent(administrationPage, 'UnknownDevicesPage'),
    beforeLoad: () => need('system:read'),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: 'quarantine',
    component: lazyRouteComponent(administrationPage, 'QuarantinePage'),
    beforeLoad: () => need('system:read'),
  }),
] as const

const log = createRoute({
  getParentRoute: () => signedIn,
  path: '/log',
  component: lazyRouteComponent(() => import('../log/LogPage.tsx'), 'LogPage'),
  beforeLoad: () => need('log:read'),
})

const routeTree = root.addChildren([
  signIn,
  setUp,
  check,
  checkCode,
  signedIn.addChildren([
    panel,
    person,
    caseFiles,
    newCaseFile,
    caseFile,
    adopt,
    vary,
    decideEquipment,
    fitting,
    eSignature,
    deadlines,
    deliveries,
    administration.addChildren(administrationPages),
    log,
  ]),
])

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultErrorComponent: ({ error }) =>
    error instanceof MissingPermission ? <ForbiddenPage permission={error.permission} /> : <ErrorPage error={error} />,
  defaultPendingMs: 300,
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
