"""Spell out the source codes that the rules carry (S1, S5 …)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "S1": "NHS, advice on back pain",
        "S2": "Northern Health and Social Care Trust, Low back pain",
        "S3": "Cauda equina warning card; Greenhalgh 2016",
        "S4": "NHS, Kidney infection",
        "S5": "NICE NG59, Low back pain and sciatica; NHS CKS sciatica",
        "S6": "NHS Lothian RefHelp, Serious lumbar spine conditions",
        "S7": "Downie 2013, BMJ 347:f7095",
        "S8": "Finucane 2020, JOSPT 50:350-372",
        "S9": "nidirect, Abdominal aortic aneurysm",
        "S10": "ASAS criteria, Sieper 2009",
        "S11": "NICE NG65, Spondyloarthritis",
        "S12": "ACOG, signs to stop exercise in pregnancy",
        "S13": "Goom, Donnelly and Brockwell 2019, running after birth",
        "S14": "Houghton 2010; Low back pain in youth, J Fam Pract 2020",
        "S15": "Silbernagel 2007, Am J Sports Med 35:897-906",
        "S16": "Pain-monitoring model, Thomee 1997, as described for runners",
        "S17": "George 2024, Sports Med 54:2247-2265, return to running",
        "S18": "Return-to-run table, Trials 2023; soreness rules",
        "S19": "University of Delaware running progression",
        "S20": "Klossner 2000, sacral stress fracture",
        "S21": "Miletic 2012, sacral stress fracture",
        "S22": "Rodrigues 2009, sacral stress fracture",
        "S23": "Kahanov 2011, sacral stress fracture",
        "S24": "Sacral stress fractures in athletes, 2019",
        "S25": "Pishnamaz 2012, sacral fracture in and after pregnancy",
        "S26": "Mountjoy 2023, IOC consensus on REDs",
        "S27": "JOSPT 2019 49:482 and other cases of epidural abscess",
        "S28": "Guin 2026 and other cases of discitis",
        "S29": "Red flag symptoms for back pain, from the NHS list",
        "S30": "NICE NG234, Spinal metastases and cord compression",
        "S31": "Werneke and Hart 2001, centralisation of pain",
        "S32": "Cases of paraspinal compartment syndrome",
        "S33": "Landesberg 2012, pulmonary embolism in a runner",
        "S34": "Ambulance calls for low back pain, PMC8892451",
        "S35": "Painkillers and running, Nieman and others",
        "S36": "Wallwork 2024, course of low back pain",
        "S37": "STarT Back screening tool",
        "S38": "Neason 2024, ASTEROID trial of running for back pain",
        "S64": "HSSIB, cauda equina investigation",
    }
)
