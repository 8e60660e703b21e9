"""What was read (mostly abstracts), by the codes that rules and learn pages quote."""

from __future__ import annotations

from triage.learn.types import Source

DOI = "https://doi.org/"
PMC = "https://pmc.ncbi.nlm.nih.gov/articles/"


def _source(code: str, text: str, url: str = "") -> Source:
    return Source(code=code, text=text, url=url)


# What the advice began with, and what is not in the numbered list.
STARTING_POINT = _source(
    "A",
    "The running advice for people with back pain that this product started from: "
    "a runner's experience, which quotes no studies",
)
COOL_DOWN = _source(
    "S66",
    "Van Hooren B, Peake JM 2018. Do we need a cool-down after exercise? "
    "Sports Med 48:1575-1595 (abstract)",
    f"{DOI}10.1007/s40279-018-0916-2",
)

NUMBERED = (
    _source(
        "S1", "NHS advice on back pain, read as a copy on another site (January 2025)"
    ),
    _source(
        "S2",
        "Northern Health and Social Care Trust: Low back pain",
        "https://www.northerntrust.hscni.net/",
    ),
    _source(
        "S3",
        "Cauda equina warning card (Royal Free and Torbay leaflets); "
        "Greenhalgh S et al. 2016, Prim Health Care Res Dev 17:559-567 (abstract)",
        "https://www.royalfree.nhs.uk/",
    ),
    _source(
        "S4", "NHS: Kidney infection", "https://www.nhs.uk/conditions/kidney-infection/"
    ),
    _source(
        "S5",
        "NICE guideline NG59: Low back pain and sciatica (summaries; "
        "BMJ 2017;356:i6748); NHS CKS on sciatica",
        "https://www.nice.org.uk/guidance/ng59",
    ),
    _source(
        "S6", "NHS Lothian RefHelp: Serious lumbar spine conditions, acute foot drop"
    ),
    _source("S7", "Downie A et al. 2013. Red flags in low back pain, BMJ 347:f7095"),
    _source(
        "S8",
        "Finucane LM et al. 2020. International framework for red flags, "
        "JOSPT 50:350-372 (abstract)",
    ),
    _source(
        "S9",
        "nidirect: Abdominal aortic aneurysm",
        "https://www.nidirect.gov.uk/node/10429",
    ),
    _source(
        "S10",
        "Sieper J et al. 2009. Inflammatory back pain criteria (ASAS), "
        "Ann Rheum Dis 68:784-788",
    ),
    _source(
        "S11",
        "NICE guideline NG65: Spondyloarthritis, the referral rule (Br J Gen Pract "
        "2018;68:346)",
        "https://www.nice.org.uk/guidance/ng65",
    ),
    _source("S12", "ACOG: signs to stop exercise in pregnancy (an older version)"),
    _source(
        "S13",
        "Goom T, Donnelly G, Brockwell E 2019. Returning to running postnatal "
        "(front matter)",
    ),
    _source(
        "S14",
        "Low back pain in youth, J Fam Pract 2020;69(8):E1-E8; Houghton KM 2010, "
        "Pediatr Rheumatol 8:28",
    ),
    _source(
        "S15",
        "Silbernagel KG et al. 2007. Continued running under a pain-monitoring model, "
        "Am J Sports Med 35:897-906 (abstract)",
    ),
    _source(
        "S16",
        "The pain-monitoring model as described by Runners Connect and three "
        "physiotherapy handouts",
    ),
    _source(
        "S17",
        "George ERM et al. 2024. Return to running after bone stress injury, "
        "Sports Med 54:2247-2265 (abstract); clinics' return-to-run criteria",
    ),
    _source(
        "S18",
        "A return-to-run table, Trials 2023; soreness rules as taught to athletes",
        f"{DOI}10.1186/s13063-023-07502-x",
    ),
    _source("S19", "University of Delaware running progression"),
    _source(
        "S20",
        "Klossner D 2000. Sacral stress fracture in a runner, J Athl Train 35:453-457",
    ),
    _source("S21", "Miletic D et al. 2012;48:283-287. Sacral stress fracture"),
    _source(
        "S21b", "Rapid rehabilitation after a sacral stress fracture (case report)"
    ),
    _source(
        "S22",
        "Rodrigues LMR et al. 2009. Sacral stress fracture in a runner, "
        "Clinics 64:1127-1129",
    ),
    _source(
        "S23",
        "Kahanov L et al. 2011. Sacral stress fracture, J Osteopath Med 111:585-591",
    ),
    _source(
        "S24",
        "Sacral stress fractures: a rare but curable cause of back pain in athletes",
        f"{DOI}10.1177/1941738119854763",
    ),
    _source(
        "S25",
        "Pishnamaz M 2012, J Med Case Rep 6:98; Wu YF et al., review; Caglar H 2026, "
        "Cureus: sacral fractures around pregnancy",
    ),
    _source(
        "S26",
        "Mountjoy M et al. 2023. IOC consensus on relative energy deficiency in sport, "
        "Br J Sports Med 57:1073 (abstract)",
    ),
    _source("S27", "Spinal infection cases, among them JOSPT 2019;49:482"),
    _source("S28", "Guin JR 2026, Cureus; a disc infection in a wrestler (abstract)"),
    _source(
        "S29",
        "redflagsymptoms.co.uk: Back pain (from the NHS list)",
        "https://redflagsymptoms.co.uk/back-pain",
    ),
    _source(
        "S30",
        "NICE guideline NG234 2023: Spinal metastases and cord compression "
        "(opening pages)",
        "https://www.nice.org.uk/guidance/ng234",
    ),
    _source("S31", "Werneke M, Hart DL 2001. Centralisation, Spine 26:758-764"),
    _source(
        "S32",
        "Paraspinal compartment syndrome: J Med Case Rep 2020; J Emerg Med "
        "2015;49:641-643; PMC4643462",
        f"{DOI}10.1186/s13256-020-02535-1",
    ),
    _source(
        "S33",
        "Landesberg WH 2012, J Chiropr Med 11:215-220; J Can Chiropr Assoc "
        "2023;67:279-286: causes outside the back",
    ),
    _source(
        "S34", "Ambulance calls for low back pain (PMC8892451)", f"{PMC}PMC8892451/"
    ),
    _source("S35", "Runner's World UK on painkillers and running (with D Nieman)"),
    _source(
        "S36",
        "Wallwork SB et al. 2024. The course of low back pain, CMAJ; da Costa LdaCM "
        "et al. 2012, CMAJ 184:E613",
        f"{DOI}10.1503/cmaj.230542",
    ),
    _source("S37", "STarT Back screening tool (descriptions of its items)"),
    _source(
        "S38",
        "Neason C et al. 2024. ASTEROID: running for chronic low back pain, "
        "Br J Sports Med (abstract)",
        f"{DOI}10.1136/bjsports-2024-108245",
    ),
    _source(
        "S39",
        "Buist I et al. 2008. GRONORUN: a graded training programme, "
        "Am J Sports Med 36:33-39",
    ),
    _source(
        "S40",
        "Nielsen RO et al. 2014. Progression in distance and injury, JOSPT (summaries)",
    ),
    _source(
        "S41",
        "Frandsen et al. 2025. How much running is too much? Br J Sports Med 59:1203 "
        "(abstract)",
        f"{DOI}10.1136/bjsports-2024-109380",
    ),
    _source(
        "S42",
        "Damsted C et al. 2019. Weekly changes before a half marathon, JOSPT 49:230-238",
    ),
    _source(
        "S43",
        "Ramskov D et al. 2018. Run Clever, BMJ Open Sport Exerc Med",
        f"{DOI}10.1136/bmjsem-2017-000333",
    ),
    _source("S44", "Kluitenberg B et al. NLstart2run: novice runners"),
    _source(
        "S45",
        "A modified couch-to-5k programme 2023, Int J Environ Res Public Health 20:6682",
    ),
    _source("S46", "Government of Canada on the Dutch Start to Run programme"),
    _source(
        "S47",
        "Impellizzeri FM et al. 2020, Sports Med; Lolli L 2017 (abstract): "
        "why the acute-to-chronic ratio is not used",
        f"{DOI}10.1007/s40279-020-01378-6",
    ),
    _source(
        "S48",
        "Muñoz I et al. 2014, Int J Sports Physiol Perform 9:265-272; Festa L et al. "
        "2020, Front Sports Act Living 1:70; a scoping review: easy and hard running",
    ),
    _source("S49", "Coaching pages on long runs and cutback weeks"),
    _source(
        "S50",
        "Nielsen RO et al. 2014. First-week distance and injury, IJSPT 9:338-345",
    ),
    _source(
        "S51",
        "Maselli F et al. 2020. Low back pain in runners, BMC Musculoskelet Disord "
        "21:343",
    ),
    _source(
        "S52",
        "Wu B et al. 2021. Low back pain in marathon runners, Pain Res Manag 6660304",
    ),
    _source(
        "S53",
        "Raabe ME, Chaudhari AMW. Deep core weakness and spinal load when running, "
        "J Biomech (news summaries)",
    ),
    _source(
        "S54",
        "Steffens D et al. 2016. Prevention of low back pain, "
        "JAMA Intern Med 176:199-208",
    ),
    _source(
        "S55",
        "Cochrane review CD001256.pub2: preventing soft-tissue running injuries",
        f"{DOI}10.1002/14651858.CD001256.pub2",
    ),
    _source(
        "S56",
        "Malisoux L et al. 2016. Motion control shoes, Br J Sports Med 50:481-487",
    ),
    _source(
        "S57",
        "Running technique and injury: a review 2022, Sports Med Open 8:38",
    ),
    _source(
        "S58",
        "Pocovi NC et al. 2024. WalkBack: walking to prevent low back pain, "
        "Lancet 404:134-144",
    ),
    _source(
        "S59",
        "Ostelo RW et al. 2008, Spine (abstract); Suzuki H 2020, PLoS One: how much "
        "change in a pain score matters",
    ),
    _source("S60", "OSTRC-H2 health questionnaire (PMC8016239)", f"{PMC}PMC8016239/"),
    _source("S61", "MHRA guidance on medical device software (summary)"),
    _source(
        "S62", "El-Osta A et al. 2022. Symptom checker accuracy, BMJ Open 12:e053566"
    ),
    _source(
        "S63",
        "Semigran HL et al. 2015. Symptom checkers tested with vignettes, BMJ "
        "(manuscript)",
    ),
    _source(
        "S64",
        "HSSIB: investigation of delayed recognition of cauda equina syndrome",
        "https://www.hssib.org.uk/",
    ),
    _source(
        "S64b",
        "Ciftci H 2010. A cauda equina case with normal legs; FIFA Medical Network",
        f"{DOI}10.1177/102490791001700513",
    ),
    _source(
        "S65",
        "GIRFT: the cauda equina pathway (news and summaries)",
        "https://gettingitrightfirsttime.co.uk/",
    ),
)

SOURCES = {s.code: s for s in (STARTING_POINT, *NUMBERED, COOL_DOWN)}
