"""The closed classes of English words that a clause is cut at; any other is part of a name."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FOREIGN = _words("de del la las los el der die das des du le les il di")
DETERMINERS = _words("""
the a an its their this that these those his our your all both each every any some another such no
region's country's nation's state's continent's
""")
PREPOSITIONS = _words("""
of in for from by to at with on via through across among amongst within during over since until
between under into onto than as per despite against without beyond after before towards toward
about around near behind below above throughout amid versus upto vs like till according including
except excluding such thanks
""")
IDIOMS = _words("""
comparison terms addition account result line contrast case spite favour favor front view light
respect regard relation response return comparison back basis
""")
"""Nouns between two prepositions: ``in comparison to``, ``on account of``."""
NO_FRAMES = _words("""
fact turn short sum total all general particular conclusion practice theory reality effect essence
principle example instance part once future past meantime interim process whole brief run term terms
view opinion
""")
"""Nouns that open a sentence behind a preposition and frame nothing: ``In short, sales rose``."""
TIMES = _words("""
year years decade decades period quarter month months end beginning timeframe
""")
JOINTS = _words("and or nor & plus")
CONJUNCTIONS = _words("""
but while whereas whilst although though however meanwhile because if where when so thus hence
thereby how why whether
""")
RELATIVES = _words("which that who whose")
PRONOUNS = _words("""
it they he she we you there this these those what one nothing everything anything something nobody
everybody everyone
""")
ADVERBS = _words("""
also alone together still now already only then currently again just even further almost well up
down nearly once more less most least very rather quite ever soon today here however too not far
ahead back out forward overall instead indeed yet globally worldwide about roughly approximately
much little therefore nonetheless nevertheless moreover consequently accordingly otherwise likewise
besides
""")
NO_ADVERBS = _words("family supply assembly monthly weekly poly italy elderly jelly butterfly")
HEDGES = _words("""
about around approximately roughly nearly almost over just only another some approx circa least
than more less under close whopping mere modest cool an estimated projected up down
""")
AUXILIARIES = _words("""
is are was were be been being has have had having will would can could may might must shall should
do does did to
""")
MODALS = _words("will would can could may might must shall should to")
"""Those behind which any word is a verb."""
TENSES = _words("will has have had would could may might can to do did also")
"""Words before the verb that says what is done."""
GENERIC = _words("""
global worldwide world international domestic national regional overall total entire whole annual
yearly monthly leading largest biggest smallest fastest fastest-growing dominant dominating major
main key top highest lowest significant substantial considerable strong robust steady maximum
remaining same new current recent previous prior preceding corresponding early combined average
compound estimated projected expected forecast first
second third fourth next last latest following individual various several many other broader wider
higher lower larger smaller bigger equivalent equal close similar unprecedented stronger slower
faster better worse poor weak solid healthy soft sluggish constant nominal real good widespread
increasing rising growing declining peak historical past yoy y-o-y year-on-year year-over-year
likely retail wholesale installed cumulative respective dollar unit value volume value-based
volume-based net gross actual them us one ones
""")
"""Words before a noun that say nothing of what it is."""
RANKS = _words("largest biggest leading top main most dominant fastest fastest-growing highest key")
NUMBERS = _words(
    "both two three four five six seven eight nine ten percent cent million billion trillion"
)
KINDS = _words("domestic international individual whole retail wholesale other")
"""Those that can set a thing apart from others: ``domestic furniture``, ``other products``."""
CALLED = _words("""
segment segments category categories subsegment sub-segment subcategory sub-category vertical
submarket sub-market sub-sector
""")
"""Those that call a thing a part of a market."""
PARTS = CALLED | _words("market markets industry sector")
"""Those that say what a thing is, not how much of it there is."""
MEASURES = PARTS | _words("""
business share shares sales sale
revenue revenues cagrs rates demand spending spend expenditure consumption shipments shipment
installations aagr turnover value volume volumes size growth cagr rate increase rise decline
decrease gain gains drop fall deliveries billings income capacity proportion part portion majority
bulk dollars euros use usage uptake requirements worth valuation pace jump surge
""")
"""Nouns that say how much or of what kind; the words before them say of what."""
COMES = _words("""
come comes came coming generated derived derives went goes belongs belonged used made spent expected
recorded sold attributed accounted consumed stem stems stemmed
""")
"""Verbs behind which stands who holds a share: ``45 % comes from roofing``."""
RISES = _words(
    "growth increase rise gain gains decline drop fall decrease jump surge dip cagr rate"
)
"""Those that say how it changes: ``growth in toys``."""
NO_SALES = _words("""
export exports import imports production output capacity employment workforce population fleet stock
traffic ridership gdp price prices cost costs number numbers adoption penetration prevalence
incidence inflation income incomes wages investment investments funding emissions reserves harvest
tax taxes tariff tariffs profit profits margin margins earnings inventory footfall visits trade
participation utilisation utilization occupancy
percentage proportion efficiency productivity accuracy yield yields readmissions
""")
"""Nouns of what is counted or measured, but not sold."""
MADE = ("production", "output")
"""Those that a market may be measured by all the same: ``tile production``."""
TRADERS = _words("""
maker manufacturer producer supplier vendor dealer seller provider operator brand company firm
business trader grower
""")
"""Who makes or sells a thing, in bare form: ``tile makers`` are the market of tiles."""
FIXED = _words("""
account capture command contribute represent comprise constitute dominate lead garner secure
generate claim take remain emerge stand corner grow continue register occupy rank exhibit witness
experience trail outpace follow expand advance deliver post retain enjoy boast move outperform
keep bring rise fall slip climb decline drop jump surge slide edge increase buck gain come soar
amount total exceed surpass reach hit top see expect project forecast estimate anticipate predict
attain achieve cross hold make own possess provide become begin start rebound recover slow
accelerate plunge slump plummet nosedive sink shrink contract decrease tumble dip double triple
compare consist demonstrate outweigh foresee presuppose imply fund finance fetch destroy
quadruple cover attract earn yield spend sell win lose turn pull tally score add drive show form
record value compose near approach go appear tend look seem say reckon find swell balloon average
return suffer report note help support involve include require need play enable allow encourage
push propel fuel boost spur prompt cause identify mark result correspond couple encompass
calculate persist progress belong view reveal indicate suggest believe consider offer face create
employ consume purchase state trail operate equate equal mean get name
publish announce release control offset
peak
""")
"""Verbs that join a subject to a figure, in their base form."""
ALSO_NOUNS = _words("""
account accounts command claim claims stand stands rank ranks lead leads experience trail post
posts move moves rise rises fall falls slip climb climbs decline declines drop drops jump jumps
surge slide increase increases gain gains total totals hit top tops project projects forecast
forecasts estimate estimates cross start starts slump dip double triple cover yield spend turn
record records value values average averages return returns report reports note notes support form
forms show shows need needs play plays contract contracts score scores found witness own offset
peak peaks control
""")
"""Verbs that are nouns behind an article, a preposition or an adjective."""
IRREGULAR = _words("""
held holding think thinks put puts took taken taking led stood grew grown rose risen fell fallen
brought kept came won lost sold sank sunk shrank shrunk made making became began begun slid saw
seen spent hit went gone said found drove driven showed shown set poised due worth valued bought
accounting dropped dropping losing totalling totaling totalled slipped slipping dipped dipping
topped topping hitting shrinking driving ran wrote gave got drew drank ate threw dealt fought wore
chose broke flew rode overtook overtaken outgrew outsold beat sent lent swung shook
""")


def _inflected() -> frozenset[str]:
    found = set(IRREGULAR)
    for base in FIXED:
        stem = base if base.endswith("ee") else base.removesuffix("e")
        plural = f"{base[:-1]}ies" if base.endswith("y") and base[-2] not in "aeo" else ""
        ending = "es" if base.endswith(("s", "ch", "sh", "x", "o")) else "s"
        found |= {base, plural or f"{base}{ending}", f"{stem}ed", f"{stem}ing"}
        if plural:
            found |= {f"{base[:-1]}ied", f"{base}ing"}
    return frozenset(found - (MEASURES - ALSO_NOUNS))


VERBS = _inflected()
SAYING = _words("""
forecast forecasts forecasted expect expects expected predict predicts predicted project projects
projected estimate estimates estimated anticipate anticipates see sees saw say says said report
reports reported reckon reckons announce announced reveal reveals revealed show shows showed
state states stated suggest suggests believe believes believed indicate indicates note notes put
puts find finds found think thinks thought foresee foresees foresaw foreseen budget budgets spend
spends spent buy buys bought purchase purchased pay
paid
""")
"""Verbs of who measures, forecasts or pays, of whom no figure is."""
ESTIMATING = _words("put puts sees expects estimates forecasts projects predicts reckons values")
"""Those whose object a figure is of: ``analysts put the share of tiles at 37 %``."""
FORESEEN = _words(
    "likely expected forecast forecasted projected estimated anticipated predicted set poised seen"
)
"""Verbs that are passive before "to": ``sales expected to rise``."""
