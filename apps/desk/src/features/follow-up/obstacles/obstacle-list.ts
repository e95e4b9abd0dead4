import { dayInJakarta, type FiscalYear, fiscalYear, type IsoDate, opdOf, yearOf } from '@sipkadin/budget';
import { activityNames, meetingPromises, obstacleReleases, questionsOf, type Reading, readsUnit, unitNames, years } from '@sipkadin/ledger';
import { countCauses, followedObstacles, judgePromises, openObstacles, publicState } from '@sipkadin/monitor';
import type { GovernmentGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';
import { lookBackFrom } from '../../monitor/period-asked.ts';

/** The year asked for, else the latest that has begun. */
export async function chosenYear(read: Reading, government: string, asked: FiscalYear | undefined, today: IsoDate): Promise<FiscalYear> {
  const running = fiscalYear(yearOf(today));
  const known = (await years(read, government)).filter((year) => year <= running);
  return asked ?? known.toSorted((a, b) => b - a)[0] ?? running;
}

/** Obstacles, promises and questions of a year as they are today, of the OPD that the viewer may read. */
export async function obstacleList(
  { ledger: { read }, government, viewer, now, names: peopleNames, person }: DeskContext & GovernmentGrant,
  { year: asked }: { year?: FiscalYear | undefined },
) {
  const today = dayInJakarta(now());
  const year = await chosenYear(read, government, asked, today);
  const scope = { government, year };
  const all = (await followedObstacles(read, { ...scope, day: today })).filter(({ unit }) => readsUnit(viewer, unit));
  const questions = (await questionsOf(read, scope)).filter(({ unit }) => readsUnit(viewer, unit));
  const promises = (await meetingPromises(read, government, today)).filter(({ unit }) => readsUnit(viewer, unit));
  const from = await lookBackFrom(read, government, today);
  const releases = await obstacleReleases(read, scope);
  const units = await unitNames(read, scope);
  const activities = await activityNames(read, scope, [...new Set([...all, ...questions].map(({ activity }) => activity))]);
  const people = await peopleNames(questions.flatMap(({ actor, answers }) => [actor, ...answers.map((answer) => answer.actor)]));
  const before = fiscalYear(year - 1);
  const left = (await openObstacles(read, { government, year: before, day: today })).filter(({ unit }) => readsUnit(viewer, unit));
  // Before the first budget of a year its OPD have the names of the year before.
  const earlier = left.length === 0 ? units : await unitNames(read, { government, year: before });
  const nameOf = (unit: string) => units.get(unit) ?? units.get(opdOf(unit)) ?? unit;
  return {
    ...{ year, years: (await years(read, government)).toSorted((a, b) => b - a), today },
    obstacles: all.map((obstacle) => ({
      ...obstacle,
      unitName: nameOf(obstacle.unit),
      activityName: activities.get(obstacle.activity) ?? obstacle.activity,
      publicState: publicState(obstacle, releases),
      questions: questions.filter(({ obstacle: about }) => about === obstacle.id).map(({ seq }) => seq),
    })),
    /** Of the year before, and still open. */
    carried: {
      year: before,
      obstacles: left.map(({ id, unit, what, ageDays, lateDays }) => ({
        id,
        unitName: units.get(opdOf(unit)) ?? earlier.get(opdOf(unit)) ?? unit,
        what,
        ageDays,
        lateDays,
      })),
    },
    causes: countCauses(all).map((count) => ({ ...count, units: count.units.map(nameOf) })),
    from,
    promises: judgePromises({ obstacles: all, promises, from, day: today }).map((promise) => ({
      ...promise,
      unitName: nameOf(promise.unit),
    })),
    questions: questions.map(({ actor, answers, ...question }) => ({
      ...question,
      unitName: nameOf(question.unit),
      activityName: activities.get(question.activity) ?? question.activity,
      by: people.get(actor) ?? '',
      own: actor === person.id,
      answers: answers.map(({ text, at, actor: who }) => ({ text, at, by: people.get(who) ?? '' })),
    })),
    /** OPD that the viewer may write or ask about. */
    units: [...units]
      .filter(([code]) => code === opdOf(code) && readsUnit(viewer, code))
      .map(([code, name]) => ({ code, name }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'id')),
  };
}

/** What waits for an operator's answer, and for a verifier's, in the year that runs. */
export async function obstacleTasks({ ledger: { read }, government, viewer, now }: DeskContext & GovernmentGrant) {
  const today = dayInJakarta(now());
  const year = await chosenYear(read, government, undefined, today);
  const all = (await followedObstacles(read, { government, year, day: today })).filter(({ unit }) => readsUnit(viewer, unit));
  const open = await openObstacles(read, { government, year, day: today });
  const questions = (await questionsOf(read, { government, year })).filter(({ unit }) => readsUnit(viewer, unit));
  const releases = await obstacleReleases(read, { government, year });
  return {
    unanswered: questions.filter(({ answers }) => answers.length === 0).length,
    unmentioned: open.filter(({ unit, unmentionedSince }) => readsUnit(viewer, unit) && unmentionedSince !== null).length,
    toRelease: all.filter((obstacle) => ['waiting', 'changed'].includes(publicState(obstacle, releases))).length,
  };
}
