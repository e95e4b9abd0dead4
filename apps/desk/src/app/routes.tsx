import { createRootRoute, createRoute, createRouter, lazyRouteComponent, retainSearchParams } from '@tanstack/react-router';
import { AccountScreen } from '../features/access/account/account.tsx';
import { SignInScreen } from '../features/access/sign-in/sign-in-screen.tsx';
import { type Against, againsts, ChangesScreen } from '../features/editions/changes.tsx';
import type { ObstaclesSearch } from '../features/follow-up/obstacles/listed.ts';
import { type UnitOrder, unitOrders } from '../features/monitor/overview/order.ts';
import { LeadershipScreen } from '../features/monitor/overview/overview.tsx';
import { LeadershipUnitScreen } from '../features/monitor/unit/unit.tsx';
import type { LogSearch } from '../features/system/audit/log.tsx';
import type { UploadsSearch } from '../features/uploads/list/upload-filters.tsx';
import { LinesScreen } from '../features/uploads/reading/lines.tsx';
import { UploadsScreen } from '../features/uploads/uploads.tsx';
import { month, positive, type SearchText, text, year } from '../web/search.ts';
import { Frame } from './frame.tsx';
import { HomeScreen } from './home.tsx';
import { NotFound } from './not-found.tsx';

interface RootSearch {
  /** Region code of the government that the screens show; absent: the person's first. */
  pemda?: string;
}

const root = createRootRoute({
  component: Frame,
  notFoundComponent: NotFound,
  validateSearch: (search: SearchText): RootSearch => text(search, 'pemda', /^\d{2}(\.\d{2})?$/),
  search: { middlewares: [retainSearchParams(['pemda'])] },
});

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomeScreen });
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/masuk',
  component: SignInScreen,
  validateSearch: (search: SearchText): { ditolak?: string; keluar?: string } => ({
    ...text(search, 'ditolak', /^[a-z-]{1,20}$/),
    ...text(search, 'keluar', /^ya$/),
  }),
});
const uploads = createRoute({
  getParentRoute: () => root,
  path: '/unggah',
  component: UploadsScreen,
  validateSearch: (search: SearchText): UploadsSearch => ({
    ...text(search, 'keadaan', /^[a-z]{1,20}$/),
    ...text(search, 'opd', /^[\d.]{1,40}$/),
    ...text(search, 'jenis', /^[a-z-]{1,20}$/),
    ...text(search, 'per', /^20\d\d-(?:0[1-9]|1[0-2])$/),
    ...text(search, 'cari', /^.{1,100}$/),
    ...positive(search, 'halaman'),
  }),
});
const upload = createRoute({
  getParentRoute: () => root,
  path: '/unggah/$id',
  component: lazyRouteComponent(() => import('../features/uploads/detail/upload.tsx'), 'UploadScreen'),
});
const workbook = createRoute({
  getParentRoute: () => root,
  path: '/unggah/$id/berkas',
  // Few open it, and the grid is a tenth of all screens.
  component: lazyRouteComponent(() => import('../features/workbook/workbook.tsx'), 'WorkbookScreen'),
  validateSearch: (search: SearchText): { lembar?: string; sel?: string } => ({
    ...text(search, 'lembar', /^.{1,300}$/s),
    ...text(search, 'sel', /^.{1,300}$/s),
  }),
});
const mappings = createRoute({
  getParentRoute: () => root,
  path: '/pemetaan',
  component: lazyRouteComponent(() => import('../features/mappings/mappings.tsx'), 'MappingsScreen'),
});
const queue = createRoute({
  getParentRoute: () => root,
  path: '/verifikasi',
  component: lazyRouteComponent(() => import('../features/uploads/review/queue.tsx'), 'QueueScreen'),
});
const calendar = createRoute({
  getParentRoute: () => root,
  path: '/kalender',
  component: lazyRouteComponent(() => import('../features/oversight/calendar/calendar.tsx'), 'CalendarScreen'),
  validateSearch: (search: SearchText): { tahun?: number } => year(search, 'tahun'),
});
const alerts = createRoute({
  getParentRoute: () => root,
  path: '/peringatan',
  component: lazyRouteComponent(() => import('../features/oversight/alerts/alerts.tsx'), 'AlertsScreen'),
});
const look = createRoute({
  getParentRoute: () => root,
  path: '/peringatan/perlu-dilihat',
  component: lazyRouteComponent(() => import('../features/oversight/look/look.tsx'), 'LookScreen'),
});
const duties = createRoute({
  getParentRoute: () => root,
  path: '/kewajiban',
  component: lazyRouteComponent(() => import('../features/oversight/duties/duties.tsx'), 'DutiesScreen'),
  validateSearch: (search: SearchText): { tahun?: number } => year(search, 'tahun'),
});
const indexes = createRoute({
  getParentRoute: () => root,
  path: '/indeks',
  component: lazyRouteComponent(() => import('../features/oversight/index-score/index-score.tsx'), 'IndexScreen'),
  validateSearch: (search: SearchText): { opd?: string } => text(search, 'opd', /^[\d.]{1,40}$/),
});
const editions = createRoute({
  getParentRoute: () => root,
  path: '/terbitan',
  component: lazyRouteComponent(() => import('../features/editions/editions.tsx'), 'EditionsScreen'),
  validateSearch: (search: SearchText): { pratinjau?: string } => text(search, 'pratinjau', /^[a-z-]{1,30}$/),
});
const log = createRoute({
  getParentRoute: () => root,
  path: '/log',
  component: lazyRouteComponent(() => import('../features/system/audit/log.tsx'), 'LogScreen'),
  validateSearch: (search: SearchText): LogSearch => ({
    ...positive(search, 'sebelum'),
    ...text(search, 'orang', /^.{1,100}$/),
    ...text(search, 'langkah', /^[a-z-]{1,40}$/),
    ...text(search, 'unggahan', /^u\d{1,12}$/),
    ...text(search, 'dari', /^\d{4}-\d\d-\d\d$/),
    ...text(search, 'sampai', /^\d{4}-\d\d-\d\d$/),
  }),
});
const health = createRoute({
  getParentRoute: () => root,
  path: '/kesehatan',
  component: lazyRouteComponent(() => import('../features/system/health/health.tsx'), 'HealthScreen'),
});
const rules = createRoute({
  getParentRoute: () => root,
  path: '/aturan',
  component: lazyRouteComponent(() => import('../features/settings/rules/rules.tsx'), 'RulesScreen'),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: '/pengaturan',
  component: lazyRouteComponent(() => import('../features/settings/settings.tsx'), 'SettingsScreen'),
});
const people = createRoute({
  getParentRoute: () => root,
  path: '/orang',
  component: lazyRouteComponent(() => import('../features/access/people/people.tsx'), 'PeopleScreen'),
});
const invite = createRoute({
  getParentRoute: () => root,
  path: '/orang/undang',
  component: lazyRouteComponent(() => import('../features/access/people/people-invite.tsx'), 'InviteScreen'),
});
const onePerson = createRoute({
  getParentRoute: () => root,
  path: '/orang/$id',
  component: lazyRouteComponent(() => import('../features/access/people/people-one.tsx'), 'OnePersonScreen'),
});
const account = createRoute({ getParentRoute: () => root, path: '/akun', component: AccountScreen });

export interface MonitorSearch {
  tahun?: number;
  /** Up to the end of this month of that year. */
  bulan?: number;
}
const monitorSearch = (search: SearchText): MonitorSearch => ({ ...year(search, 'tahun'), ...month(search, 'bulan') });
const leadership = createRoute({
  getParentRoute: () => root,
  path: '/pimpinan',
  component: LeadershipScreen,
  validateSearch: (search: SearchText): MonitorSearch & { urut?: UnitOrder } => {
    const urut = unitOrders.find((one) => one === search.urut);
    return { ...monitorSearch(search), ...(urut === undefined ? {} : { urut }) };
  },
});
const forecast = createRoute({
  getParentRoute: () => root,
  path: '/prognosis',
  component: lazyRouteComponent(() => import('../features/forecast/forecast.tsx'), 'ForecastScreen'),
  validateSearch: (search: SearchText): { tahun?: number } => year(search, 'tahun'),
});
const leadershipUnit = createRoute({
  getParentRoute: () => root,
  path: '/pimpinan/opd/$unit',
  component: LeadershipUnitScreen,
  validateSearch: monitorSearch,
});

const obstacles = createRoute({
  getParentRoute: () => root,
  path: '/kendala',
  component: lazyRouteComponent(() => import('../features/follow-up/obstacles/obstacles.tsx'), 'ObstaclesScreen'),
  validateSearch: (search: SearchText): ObstaclesSearch => ({
    ...year(search, 'tahun'),
    ...text(search, 'opd', /^[\d.]{1,40}$/),
    ...text(search, 'penyebab', /^[a-z]{1,20}$/),
    ...text(search, 'oleh', /^.{1,120}$/),
    ...text(search, 'keadaan', /^(?:resolved|dropped|semua)$/),
  }),
});
const obstacle = createRoute({
  getParentRoute: () => root,
  path: '/kendala/$id',
  component: lazyRouteComponent(() => import('../features/follow-up/obstacles/one/obstacle.tsx'), 'ObstacleScreen'),
  validateSearch: (search: SearchText): { tahun?: number } => year(search, 'tahun'),
});
const obstacleForm = createRoute({
  getParentRoute: () => root,
  path: '/kendala/tulis',
  component: lazyRouteComponent(() => import('../features/follow-up/obstacles/one/obstacle-form.tsx'), 'ObstacleFormScreen'),
  validateSearch: (search: SearchText): { tahun?: number; kendala?: string } => ({
    ...year(search, 'tahun'),
    ...text(search, 'kendala', /^[of][0-9a-f]{6,16}$/),
  }),
});

const documents = createRoute({
  getParentRoute: () => root,
  path: '/dokumen',
  component: lazyRouteComponent(() => import('../features/openness/documents/documents.tsx'), 'DocumentsScreen'),
  validateSearch: (search: SearchText): { tahun?: number } => year(search, 'tahun'),
});
const questions = createRoute({
  getParentRoute: () => root,
  path: '/pertanyaan',
  component: lazyRouteComponent(() => import('../features/openness/questions/questions.tsx'), 'QuestionsScreen'),
});
const meeting = createRoute({
  getParentRoute: () => root,
  path: '/rapat',
  component: lazyRouteComponent(() => import('../features/follow-up/meeting/meeting.tsx'), 'MeetingScreen'),
});
const session = createRoute({
  getParentRoute: () => root,
  path: '/rapat/$hari',
  component: lazyRouteComponent(() => import('../features/follow-up/meeting/session.tsx'), 'SessionScreen'),
  validateSearch: (search: SearchText): { opd?: string } => text(search, 'opd', /^[\d.]{1,40}$/),
});
const minutes = createRoute({
  getParentRoute: () => root,
  path: '/rapat/$hari/notulen',
  component: lazyRouteComponent(() => import('../features/follow-up/meeting/minutes.tsx'), 'MinutesScreen'),
});

export interface LinesSearch {
  unit?: string;
  kegiatan?: string;
  rekening?: string;
  mulai?: number;
}
const lines = createRoute({
  getParentRoute: () => root,
  path: '/baris/$id',
  component: LinesScreen,
  validateSearch: (search: SearchText): LinesSearch => ({
    ...text(search, 'unit', /^[\d.]{1,40}$/),
    ...text(search, 'kegiatan', /^[\d.]{1,40}$/),
    ...text(search, 'rekening', /^[\d.]{1,40}$/),
    ...positive(search, 'mulai'),
  }),
});

const changes = createRoute({
  getParentRoute: () => root,
  path: '/perubahan/$id',
  component: ChangesScreen,
  validateSearch: (search: SearchText): { terhadap?: Against } => {
    const terhadap = againsts.find((one) => one === search.terhadap);
    return terhadap === undefined ? {} : { terhadap };
  },
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signIn,
    uploads,
    upload,
    workbook,
    mappings,
    queue,
    calendar,
    alerts,
    look,
    duties,
    indexes,
    editions,
    leadership,
    leadershipUnit,
    obstacles,
    obstacle,
    obstacleForm,
    questions,
    documents,
    meeting,
    session,
    minutes,
    forecast,
    lines,
    changes,
    rules,
    settings,
    log,
    health,
    people,
    invite,
    onePerson,
    account,
  ]),
  basepath: '/kerja',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
