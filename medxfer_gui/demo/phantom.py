"""Attenuation of a made-up chest: the same patient gives the same anatomy, moved a little from image to image."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.ndimage import gaussian_filter, map_coordinates

Map = npt.NDArray[np.float64]

GRID = 288
"""Points of an anatomy along each side."""
REACH = 1.2
"""How far it reaches from the middle, in half image sides: enough for a patient who stands askew."""


@dataclass(frozen=True, slots=True)
class Nodule:
    """A round lesion: centre (in half image sides from the middle), radius (in the same unit) and attenuation."""

    x: float
    y: float
    radius: float
    contrast: float


@dataclass(frozen=True, slots=True)
class Chest:
    """What makes one patient's chest differ from another's; lengths in half image sides.

    Parameters
    ----------
    width, lung_width, lung_height, lung_top
        Of the trunk and of each lung.
    heart, heart_shift
        Radius of the heart and how far left of the spine it lies (positive x).
    rib_phase, rib_step, rib_slope
        Where the ribs begin, how far apart they are, how steeply they fall.
    thickness
        Attenuation of the soft tissue in the middle of the trunk.
    texture_seed
        Start of the vessels and the tissue texture.
    """

    width: float
    lung_width: float
    lung_height: float
    lung_top: float
    heart: float
    heart_shift: float
    rib_phase: float
    rib_step: float
    rib_slope: float
    thickness: float
    texture_seed: int


def random_chest(rng: np.random.Generator) -> Chest:
    """A chest within plausible limits."""
    return Chest(
        width=rng.uniform(0.84, 0.97),
        lung_width=rng.uniform(0.31, 0.37),
        lung_height=rng.uniform(0.58, 0.72),
        lung_top=rng.uniform(-0.82, -0.68),
        heart=rng.uniform(0.26, 0.36),
        heart_shift=rng.uniform(0.06, 0.16),
        rib_phase=rng.uniform(0, 1),
        rib_step=rng.uniform(0.15, 0.19),
        rib_slope=rng.uniform(0.25, 0.5),
        thickness=rng.uniform(2.2, 3.2),
        texture_seed=int(rng.integers(2**31)),
    )


def random_nodules(chest: Chest, rng: np.random.Generator) -> tuple[Nodule, ...]:
    """Two to four faint nodules: each alone is easily missed, as metastases are."""
    return tuple(_random_nodule(chest, rng) for _ in range(int(rng.integers(2, 5))))


def _random_nodule(chest: Chest, rng: np.random.Generator) -> Nodule:
    """A nodule somewhere in the lungs of ``chest``, not behind the heart."""
    side = rng.choice([-1.0, 1.0])
    angle, reach = rng.uniform(0, 2 * np.pi), np.sqrt(rng.uniform(0, 0.6))
    x = side * (_lung_centre(chest) + 0.06) + 0.7 * chest.lung_width * reach * np.cos(angle)
    y = chest.lung_top + chest.lung_height * (1 + 0.75 * reach * np.sin(angle)) - 0.12
    return Nodule(float(x), float(y), float(rng.uniform(0.09, 0.16)), float(rng.uniform(0.4, 0.8)))


def anatomy(chest: Chest) -> Map:
    """Line integrals of the attenuation of a healthy chest, about 0 (air) to 4, on a grid of `REACH` to each side."""
    y, x = np.mgrid[-REACH : REACH : GRID * 1j, -REACH : REACH : GRID * 1j]
    lungs, trunk = _lungs(chest, x, y), _trunk(chest, x, y)
    total = chest.thickness * trunk * (1 - 0.62 * lungs)
    total += 0.5 * _mediastinum(chest, x, y)
    total += 0.6 * np.sqrt(np.clip(1 - (x / 0.085) ** 2, 0, None)) * (1 + 0.15 * np.sin(2 * np.pi * y / 0.14))
    total += 0.24 * _ribs(chest, x, y) * trunk
    total += _vessels(chest, x, y, lungs)
    # Breasts, stomach and folds: broad unevenness that differs from patient to patient.
    rng = np.random.default_rng(chest.texture_seed + 1)
    unevenness = gaussian_filter(rng.normal(0, 1, (GRID, GRID)), GRID / 12)
    return np.asarray(total + 0.08 * trunk * unevenness / unevenness.std())


def _mediastinum(chest: Chest, x: Map, y: Map) -> Map:
    """Heart and great vessels: an egg that leans to the left, below a narrow band."""
    turn = 0.6
    along = (x - chest.heart_shift) * np.cos(turn) + (y - 0.2) * np.sin(turn)
    across = (y - 0.2) * np.cos(turn) - (x - chest.heart_shift) * np.sin(turn)
    egg = 1 - (along / (1.25 * chest.heart)) ** 2 - (across / (chest.heart * (0.95 - 0.25 * along))) ** 2
    band = 1 - ((x - 0.02) / 0.15) ** 2 - ((y + 0.25) / 0.55) ** 4
    arch = 1 - ((x - 0.1) / 0.11) ** 2 - ((y + 0.32) / 0.12) ** 2
    return np.asarray(np.sqrt(np.clip(np.maximum(np.maximum(1.2 * egg, 0.7 * band), 0.6 * arch), 0, None)))


def attenuation(healthy: Map, nodules: Iterable[Nodule], shape: tuple[int, int], rng: np.random.Generator) -> Map:
    """What the detector sees of `anatomy`, shape ``shape``; ``rng`` draws how the patient stood."""
    x, y = _standing(shape, rng)
    places = [(axis + REACH) * (GRID - 1) / (2 * REACH) for axis in (y, x)]
    total = map_coordinates(healthy, places, order=1, mode="nearest")
    for nodule in nodules:
        distance = ((x - nodule.x) ** 2 + (y - nodule.y) ** 2) / nodule.radius**2
        total += nodule.contrast * np.clip(1 - distance, 0, None)  # denser in the middle, without an edge
    # The focal spot and the detector blur everything alike.
    return np.asarray(gaussian_filter(total, 0.5))


def _standing(shape: tuple[int, int], rng: np.random.Generator) -> tuple[Map, Map]:
    """Coordinates of every pixel in the patient: shifted, turned and magnified a little."""
    rows, columns = shape
    longest = max(rows, columns)
    y, x = np.mgrid[:rows, :columns].astype(np.float64)
    y, x = (2 * y - rows + 1) / longest, (2 * x - columns + 1) / longest
    turn, zoom = rng.normal(0, 0.025), 1 + rng.normal(0, 0.025)
    dx, dy = rng.normal(0, 0.025, 2)
    across, down = (x - dx) / zoom, (y - dy) / zoom
    return across * np.cos(turn) + down * np.sin(turn), down * np.cos(turn) - across * np.sin(turn)


def _soft(inside: Map, edge: float) -> Map:
    """0 outside to 1 inside, over a border of width ``edge``; ``inside`` is positive within."""
    return np.asarray(np.clip(inside / edge, 0, 1) ** 0.8)


def _trunk(chest: Chest, x: Map, y: Map) -> Map:
    shoulders = chest.width * (0.55 + 0.45 / (1 + np.exp(-(y + 0.75) / 0.07)))
    return np.asarray(np.sqrt(np.clip(1 - (x / shoulders) ** 4, 0, None)))


def _lung_centre(chest: Chest) -> float:
    return 0.13 + chest.lung_width


def _lungs(chest: Chest, x: Map, y: Map) -> Map:
    middle = chest.lung_top + chest.lung_height
    both = np.zeros_like(x)
    for side in (-1.0, 1.0):
        across = (x - side * _lung_centre(chest)) / (chest.lung_width * (1 + 0.25 * np.clip(y - middle, -0.8, 0.6)))
        both += _soft(1 - np.abs(across) ** 2.4 - np.abs((y - middle) / chest.lung_height) ** 2.6, 0.35)
    # The domes of the diaphragm cut the lungs off below, the right one higher.
    for side, level in ((-1.0, 0.42), (1.0, 0.48)):
        dome = level + 0.9 * (x - side * 0.45) ** 2
        both *= np.where(np.sign(x) == side, 1 / (1 + np.exp((y - dome) / 0.015)), 1.0)
    return both


def _ribs(chest: Chest, x: Map, y: Map) -> Map:
    """Bands that arch outwards and down behind, and fainter and steeper ones in front."""
    back = y + 0.05 - chest.rib_slope * np.abs(x) ** 1.6
    front = y + chest.rib_slope * 1.5 * np.clip(0.9 - np.abs(x), 0, None) ** 1.5
    shown = np.clip((np.abs(x) - 0.08) / 0.1, 0, 1)
    bands = np.zeros_like(x)
    for height, strength in ((back, 1.0), (front, 0.55)):
        place = (height / chest.rib_step + chest.rib_phase) % 1.0
        profile = np.clip(1 - ((place - 0.5) / 0.24) ** 2, 0, None)
        bands += strength * np.sqrt(profile) * shown
    clavicle = y + 0.70 + 0.16 * (np.abs(x) - 0.1) - 0.35 * (np.abs(x) - 0.35) ** 2
    bands *= 1 / (1 + np.exp((y - 0.55 - 0.2 * np.abs(x)) / 0.05))  # the last rib
    return bands + 1.2 * np.sqrt(np.clip(1 - (clavicle / 0.035) ** 2, 0, None)) * (np.abs(x) < 0.75) * shown


def _vessels(chest: Chest, x: Map, y: Map, lungs: Map) -> Map:
    """Branches that thin out from the hilum, and fine texture; the same for every image of the patient."""
    rng = np.random.default_rng(chest.texture_seed)
    inside = lungs > 0
    px, py = x[inside].astype(np.float32), y[inside].astype(np.float32)
    found = np.zeros_like(px)
    for side in (-1.0, 1.0):
        for _ in range(12):
            angle, length = rng.uniform(-1.4, 1.4), rng.uniform(0.3, 0.7)
            bend, width = rng.normal(0, 0.5), rng.uniform(0.010, 0.022)
            across, down = side * px - 0.14, py - 0.02
            along = across * np.cos(angle) + down * np.sin(angle)
            near = (along > 0) & (along < length)
            beside = (down * np.cos(angle) - across * np.sin(angle))[near] - bend * along[near] ** 2
            left = 1 - along[near] / length
            thin = width * np.clip(left, 0.3, 1)
            found[near] += 0.2 * left * np.clip(along[near] / 0.05, 0, 1) * np.exp(-((beside / thin) ** 2))
    texture = gaussian_filter(rng.normal(0, 1, x.shape), 2.0)
    total = np.zeros_like(x)
    total[inside] = found
    return np.asarray(lungs * (total + 0.02 * texture / texture.std()))
