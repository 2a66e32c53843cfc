"""Who is in the sample club. Names are made up; addresses lie in a domain that can never exist."""

from dataclasses import dataclass
from types import MappingProxyType

from models.enums import Paper, Sex, Units

ORGANIZATION = "Fernhill Endurance"
SLUG = "fernhill-endurance"
TIME_ZONE = "Europe/London"
MAIL_DOMAIN = "club.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coach:
    key: str
    name: str
    time_zone: str
    cohort: str
    units: Units = Units.METRIC
    paper: Paper = Paper.A4
    clock_24h: bool = True

    @property
    def email(self) -> str:
        return f"{self.key}@{MAIL_DOMAIN}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """What records a sport: how its platform spells it, and what it sends along (shares of the sessions)."""

    source: str
    sport: str
    has_power: bool = False
    sends_samples: bool = False
    hr_share: float = 1.0
    load_share: float = 0.0
    rpe_share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    key: str
    story: str
    name: str
    coach: str
    time_zone: str
    units: Units = Units.METRIC
    paper: Paper = Paper.A4
    clock_24h: bool = True
    week_starts_on: int = 1
    trains_early: bool = False
    age: int
    sex: Sex
    height_cm: float
    weight_kg: float
    ftp_w: float | None = None
    ftp_history: tuple[tuple[int, float], ...] = ()  # (since which day before the anchor's week, watts), oldest first
    lthr_bpm: float
    max_hr_bpm: float
    resting_hr_bpm: float
    threshold_speed_m_s: float = 3.4  # running
    css_m_s: float | None = None
    sleep_need_h: float = 8.0
    hrv_ms: float  # rMSSD on an ordinary morning
    devices: MappingProxyType[str, Device]
    watches: tuple[str, ...]  # what measures recovery, best first
    has_sleep_records: bool = False
    entry_share: float = 0.9
    checkin_share: float = 0.0  # 0 = not a member of the journey
    has_integration: bool = True
    history_days: int = 280  # before the week the stories lead up to

    @property
    def email(self) -> str:
        return f"{self.key}@{MAIL_DOMAIN}"

    def ftp_on(self, day: int) -> float | None:
        return next((watts for since, watts in reversed(self.ftp_history) if since <= day), self.ftp_w)


def _devices(**devices: Device) -> MappingProxyType[str, Device]:
    return MappingProxyType(devices)


COACHES = (
    Coach(key="maren.oakhollow", name="Maren Oakhollow", time_zone="Europe/London", cohort="Road and triathlon"),
    Coach(key="tobin.larkmoor", name="Tobin Larkmoor", time_zone="America/New_York", cohort="Fit for life"),
)

PEOPLE = (
    Person(
        key="tilda.wrenfield",
        story="builder",
        name="Tilda Wrenfield",
        coach="maren.oakhollow",
        time_zone="Europe/Berlin",
        age=34,
        sex=Sex.FEMALE,
        height_cm=171,
        weight_kg=62.5,
        ftp_w=236,
        ftp_history=((-400, 218), (-154, 227), (-63, 236)),
        lthr_bpm=167,
        max_hr_bpm=186,
        resting_hr_bpm=47,
        threshold_speed_m_s=3.7,
        hrv_ms=68,
        devices=_devices(
            ride=Device(source="wahoo", sport="BIKING", has_power=True, sends_samples=True, rpe_share=0.3),
            run=Device(source="garmin", sport="running"),
        ),
        watches=("garmin",),
        entry_share=0.95,
        checkin_share=0.85,
    ),
    Person(
        key="joren.askeby",
        story="overreacher",
        name="Joren Askeby",
        coach="maren.oakhollow",
        time_zone="Europe/Berlin",
        trains_early=True,
        age=41,
        sex=Sex.MALE,
        height_cm=184,
        weight_kg=78,
        ftp_w=275,
        lthr_bpm=164,
        max_hr_bpm=181,
        resting_hr_bpm=49,
        threshold_speed_m_s=3.9,
        hrv_ms=58,
        devices=_devices(
            ride=Device(source="garmin", sport="road_biking", has_power=True, sends_samples=True, load_share=0.9),
            run=Device(source="garmin", sport="trail_running", rpe_share=0.4),
        ),
        watches=("whoop",),
        entry_share=0.9,
    ),
    Person(
        key="nerys.hollowbrook",
        story="ill",
        name="Nerys Hollowbrook",
        coach="maren.oakhollow",
        time_zone="Europe/London",
        age=29,
        sex=Sex.FEMALE,
        height_cm=166,
        weight_kg=58,
        ftp_w=205,
        lthr_bpm=174,
        max_hr_bpm=193,
        resting_hr_bpm=52,
        threshold_speed_m_s=3.6,
        hrv_ms=74,
        devices=_devices(
            ride=Device(source="wahoo", sport="biking"),
            run=Device(source="healthkit", sport="HKWorkoutActivityTypeRunning", rpe_share=0.8),
            strength=Device(
                source="healthkit", sport="HKWorkoutActivityTypeFunctionalStrengthTraining", hr_share=0, rpe_share=0.8
            ),
        ),
        watches=("oura",),
        checkin_share=0.7,
    ),
    Person(
        key="bram.tolliver",
        story="taper",
        name="Bram Tolliver",
        coach="maren.oakhollow",
        time_zone="Australia/Adelaide",
        trains_early=True,
        age=38,
        sex=Sex.MALE,
        height_cm=179,
        weight_kg=71,
        ftp_w=288,
        lthr_bpm=168,
        max_hr_bpm=184,
        resting_hr_bpm=44,
        threshold_speed_m_s=4.2,
        css_m_s=1.3,
        sleep_need_h=7.5,
        hrv_ms=82,
        devices=_devices(
            ride=Device(source="garmin", sport="cycling", has_power=True),
            run=Device(source="garmin", sport="running", rpe_share=0.8),
            swim=Device(source="garmin", sport="lap_swimming", hr_share=0, rpe_share=1),
        ),
        watches=("garmin",),
        has_sleep_records=True,
        entry_share=0.97,
    ),
    Person(
        key="dacey.quillon",
        story="lifter",
        name="Dacey Quillon",
        coach="tobin.larkmoor",
        time_zone="America/New_York",
        units=Units.IMPERIAL,
        paper=Paper.LETTER,
        clock_24h=False,
        week_starts_on=7,
        trains_early=True,
        age=31,
        sex=Sex.FEMALE,
        height_cm=168,
        weight_kg=67,
        lthr_bpm=170,
        max_hr_bpm=190,
        resting_hr_bpm=56,
        threshold_speed_m_s=3.1,
        hrv_ms=62,
        devices=_devices(
            strength=Device(
                source="healthkit",
                sport="HKWorkoutActivityTypeTraditionalStrengthTraining",
                hr_share=0.6,
                rpe_share=1,
            ),
            run=Device(source="healthkit", sport="HKWorkoutActivityTypeRunning", rpe_share=0.5),
        ),
        watches=("whoop",),
        entry_share=0.5,
        checkin_share=1.0,
        has_integration=False,
    ),
    Person(
        key="ansel.ferncastle",
        story="returner",
        name="Ansel Ferncastle",
        coach="tobin.larkmoor",
        time_zone="America/Denver",
        units=Units.IMPERIAL,
        paper=Paper.LETTER,
        clock_24h=False,
        age=52,
        sex=Sex.MALE,
        height_cm=182,
        weight_kg=81,
        ftp_w=232,
        lthr_bpm=154,
        max_hr_bpm=172,
        resting_hr_bpm=53,
        threshold_speed_m_s=3.3,
        hrv_ms=38,
        devices=_devices(
            ride=Device(source="strava", sport="Ride", has_power=True),
            run=Device(source="strava", sport="Run"),
        ),
        watches=("garmin",),
        entry_share=0.6,
        checkin_share=0.6,
    ),
    Person(
        key="ilka.morvane",
        story="patchy",
        name="Ilka Morvane",
        coach="tobin.larkmoor",
        time_zone="Europe/London",
        age=45,
        sex=Sex.FEMALE,
        height_cm=174,
        weight_kg=69,
        lthr_bpm=161,
        max_hr_bpm=178,
        resting_hr_bpm=55,
        hrv_ms=45,
        devices=_devices(
            ride=Device(source="garmin", sport="cycling", hr_share=0.75),
            run=Device(source="garmin", sport="running"),
        ),
        watches=("garmin", "oura"),
        entry_share=0.3,
        checkin_share=0.3,
    ),
    Person(
        key="ruben.thistlewood",
        story="newcomer",
        name="Ruben Thistlewood",
        coach="tobin.larkmoor",
        time_zone="America/New_York",
        units=Units.IMPERIAL,
        paper=Paper.LETTER,
        clock_24h=False,
        age=26,
        sex=Sex.MALE,
        height_cm=176,
        weight_kg=84,
        lthr_bpm=172,
        max_hr_bpm=194,
        resting_hr_bpm=63,
        threshold_speed_m_s=2.8,
        hrv_ms=52,
        devices=_devices(run=Device(source="healthkit", sport="HKWorkoutActivityTypeRunning")),
        watches=("garmin",),
        history_days=2,
    ),
)
